import { exact, sum } from '../exact.ts';
import type { PeriodFacts } from '../facts.ts';
import { grouped } from '../grouping.ts';
import type { PlanFacts } from '../marts/facts-of.ts';
import { assertAppraisable } from '../refusals/refusals-of.ts';
import { money } from '../rounding.ts';
import { statementOf } from '../statement.ts';
import { assertRolesHeld } from './held-roles.ts';
import { type OtherRules, underRules } from './other-rules.ts';

/** What one person is paid by one plan for one period: as it is, as it would be. Amounts as paid, to the fen. */
export interface WhatIfRow {
  readonly periodId: string;
  readonly planId: string;
  readonly employeeId: string;
  readonly name: string;
  readonly part: 'rep' | 'manager';
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/** Amounts that add up to the rows they are formed from. */
export interface WhatIfSum {
  readonly of: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/**
 * The cost of other rules over periods that were: the statements of the same facts under both. Nothing else changes: nobody
 * would have sold differently.
 *
 * @param source Where the rules come from, for the message.
 * @throws YardstickError APPRAISAL_REFUSED naming source, keys and rules, before anything is computed.
 */
export function whatIf(
  periods: readonly PlanFacts[],
  rules: OtherRules,
  source: string,
): readonly WhatIfRow[] {
  const tried = periods.map((period) => ({ ...period, other: underRules(period.facts, rules) }));
  assertRolesHeld(periods, rules, source);
  for (const { other } of tried) assertAppraisable(other, source);
  return tried.flatMap(({ periodId, planId, facts, other }) => {
    const after = new Map(payOf(other).map((each) => [keyOf(each), each.amount]));
    return payOf(facts).map(({ amount, ...person }) => {
      const later = after.get(keyOf(person)) ?? '0.00';
      return { periodId, planId, ...person, before: amount, after: later, difference: less(later, amount) };
    });
  });
}

/** Sums by whatever a row is told apart by, in the order they come. */
export function sumsBy(rows: readonly WhatIfRow[], of: (row: WhatIfRow) => string): readonly WhatIfSum[] {
  return [...grouped(rows, of)].map(([name, all]) => {
    const total = (amount: (row: WhatIfRow) => string) => money(sum(all.map((row) => exact(amount(row)))));
    const [before, after] = [total((row) => row.before), total((row) => row.after)];
    return { of: name, before, after, difference: less(after, before) };
  });
}

interface Pay {
  readonly employeeId: string;
  readonly name: string;
  readonly part: 'rep' | 'manager';
  readonly amount: string;
}

function payOf(facts: PeriodFacts): readonly Pay[] {
  const { reps, manager, levels } = statementOf(facts);
  return [
    ...reps.map(({ person, totalPayable }) => ({
      ...{
        employeeId: person.employeeId,
        name: person.name,
        part: 'rep' as const,
        amount: money(totalPayable),
      },
    })),
    ...(manager === null ? levels : [manager, ...levels]).map(({ person, override }) => ({
      ...{ employeeId: person.employeeId, name: person.name },
      ...{ part: 'manager' as const, amount: money(override) },
    })),
  ];
}

function keyOf({ employeeId, part }: Pick<Pay, 'employeeId' | 'part'>): string {
  return `${part} ${employeeId}`;
}

function less(a: string, b: string): string {
  return money(exact(a).sub(exact(b)));
}
