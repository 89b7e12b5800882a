import type { PlanFacts } from '../../../appraisal/marts/facts-of.ts';
import type { publishedAdjustment } from '../../../appraisal/published.ts';
import { table } from '../../text/table.ts';
import type { Tongue } from '../task/wording.ts';
import { statementWords } from './wording.ts';

type Adjusted = ReturnType<typeof publishedAdjustment>;

/** What has come after the lock, as people read it: the team in a line, then everybody. */
export function adjustmentText(
  { periodId, planId }: Pick<PlanFacts, 'periodId' | 'planId'>,
  { as_of: asOf, reps, team, manager_override_delta: override }: Adjusted,
  tongue: Tongue,
): string {
  const { head, titles } = statementWords[tongue].adjustment;
  const [person = '', ...amounts] = titles;
  const people = table(
    [{ title: person }, ...amounts.map((title) => ({ title, align: 'right' as const }))],
    Object.entries(reps).map(([employee, rep]) => [
      ...[employee, rep.earned_closed, rep.earned_restated, rep.delta_earned, rep.cash_clawback],
      ...[rep.delta_held_from_sales_change, rep.newly_released, rep.held_after],
    ]),
  );
  const line = head({
    ...{ period: periodId, plan: planId, asOf, override },
    ...{ before: team.net_closed, now: team.net_restated },
  });
  return `${line}\n\n${people}`;
}
