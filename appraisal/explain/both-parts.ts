import { exact } from '../exact.ts';
import type { DecimalText } from '../facts.ts';
import { money } from '../rounding.ts';
import type { RepStatement, TeamStatement } from '../statement.ts';
import { type Overriding, overrideSteps } from './override-steps.ts';
import { paySteps } from './pay-steps.ts';
import { of, type Step, step } from './step.ts';

/** Of somebody whom a plan pays for own deals and for those of the people below: both parts, each with its steps, and what they come to. */
export function bothParts(
  rep: RepStatement,
  overriding: Overriding,
  statement: TeamStatement,
): { readonly result: DecimalText; readonly steps: readonly Step[] } {
  const own = paySteps(rep, statement);
  const above = overrideSteps(overriding, statement).map((each) => ({ ...each, key: named(each.key) }));
  // Score and coefficient are told twice, so those of the override bear its name, and its terms lead to them.
  const keys = new Set(above.map(({ key }) => key));
  const linked = above.map((each) => ({
    ...each,
    terms: each.terms.map((term) => (keys.has(named(term.key)) ? { ...term, key: named(term.key) } : term)),
  }));
  const label = { zh: '本人应得与管理提成合计', en: 'Own pay and override together' };
  const total = step('total_of_both', label, 'sum', [...own.slice(-1), ...linked.slice(-1)].map(of));
  const { override } = overriding.kind === 'named' ? overriding.manager : overriding.level;
  // Each part is published on a row of its own, in whole fen.
  const published = exact(money(rep.totalPayable)).add(exact(money(override)));
  return { result: money(published), steps: [...own, ...linked, total] };
}

function named(key: string): string {
  return `manager.${key}`;
}
