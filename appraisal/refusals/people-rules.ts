import type { PeriodFacts } from '../facts.ts';
import { grouped } from '../grouping.ts';
import { unmeasured } from './kpi-known.ts';
import { amountRules, countRules, decimalRules, positiveRules } from './number-rules.ts';
import { apartRules, rangeRules } from './range-rules.ts';
import { type Refusal, unless } from './refusal.ts';

function roleRules({ employees }: PeriodFacts): readonly Refusal[] {
  const ranges = employees.flatMap((span) => rangeRules(`employees[${span.employeeId}]`, span));
  if (ranges.length > 0) return ranges;
  const spans = grouped(employees, ({ employeeId }) => employeeId);
  return [...spans].flatMap(([id, own]) => apartRules(`employees[${id}]`, 'one_role_a_day', own));
}

/** The first node met twice on the way up, if the way up has no end. */
function cycleFrom(start: string, parents: ReadonlyMap<string, string | null>): string | undefined {
  const seen = new Set<string>();
  for (let node: string | null = start; node !== null; node = parents.get(node) ?? null) {
    if (seen.has(node)) return node;
    seen.add(node);
  }
  return undefined;
}

function cycleRules(kind: string, parents: ReadonlyMap<string, string | null>): readonly Refusal[] {
  const inCycle = new Set([...parents.keys()].flatMap((node) => cycleFrom(node, parents) ?? []));
  return [...inCycle].map((node) => ({
    key: `${kind}[${node}]`,
    rule: 'no_cycle' as const,
    happened: `Going up from ${node} leads back to ${node}; somebody has to be at the top.`,
  }));
}

function orgRules({ employees, units, period }: PeriodFacts): readonly Refusal[] {
  // Who reports to whom may change in the period; what holds on its last days has to be a tree.
  const latest = employees.filter(({ until }) => until >= period.until);
  return [
    ...cycleRules('units', new Map(units.map(({ unitId, parentId }) => [unitId, parentId]))),
    ...cycleRules('employees', new Map(latest.map((span) => [span.employeeId, span.managerId]))),
  ];
}

function targetRules({ targets, employees, catalogue }: PeriodFacts): readonly Refusal[] {
  const members = new Set(employees.map(({ employeeId }) => employeeId));
  return targets.flatMap(({ employeeId, kpi, base, ramp }) => {
    const key = `targets[${employeeId} ${kpi}]`;
    const why = unmeasured(kpi, { catalogue });
    return [
      ...amountRules(`${key}.base`, base),
      ...positiveRules(`${key}.ramp`, ramp),
      ...unless(why === undefined, key, 'kpi_known', why ?? ''),
      ...unless(members.has(employeeId), key, 'owner_in_team', `${employeeId} has no role in the team.`),
    ];
  });
}

function countedRules({ followups, surveys, newCustomers, kpiMonths = [] }: PeriodFacts): readonly Refusal[] {
  return [
    ...followups.flatMap(({ employeeId, logged, flagged }) => [
      ...countRules(`followups[${employeeId}].logged`, logged),
      ...countRules(`followups[${employeeId}].flagged`, flagged),
      ...countRules(`followups[${employeeId}].logged less flagged`, logged - flagged),
    ]),
    ...surveys.flatMap(({ employeeId, answers, sum }) => [
      ...countRules(`surveys[${employeeId}].n`, answers),
      ...positiveRules(`surveys[${employeeId}].sum`, sum),
    ]),
    ...newCustomers.flatMap(({ employeeId, count }) => countRules(`new_customers[${employeeId}]`, count)),
    ...kpiMonths.flatMap(({ employeeId, kpi, month, numerator, denominator }) => {
      const key = `kpi_months[${employeeId} ${kpi} ${month}]`;
      return [
        ...decimalRules(`${key}.numerator`, numerator),
        ...decimalRules(`${key}.denominator`, denominator),
      ];
    }),
  ];
}

export function peopleRules(facts: PeriodFacts): readonly Refusal[] {
  return [...roleRules(facts), ...orgRules(facts), ...targetRules(facts), ...countedRules(facts)];
}
