import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { readFacts } from '../../appraisal/marts/kept-facts.ts';
import { martAppraisalFacts } from '../../models/mart/appraisal-facts.ts';
import { literal } from '../../warehouse/identifier.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';

/** A part of a period's facts. */
export interface FactsPart {
  readonly plan?: string;
  /** Of the orders only those this person is credited with. */
  readonly ordersOf?: string;
}

/** What the people of each plan are appraised by in a period, as a release shows it; empty for a period it does not know. */
export async function releasedFacts(
  { project, warehouse }: Pick<Context, 'project' | 'warehouse'>,
  release: number,
  periodId: string,
  { plan, ordersOf }: FactsPart = {},
): Promise<readonly PlanFacts[]> {
  return factsWhere({ project, warehouse }, release, [
    `period_id = ${literal(periodId)}`,
    ...(plan === undefined ? [] : [`plan_id = ${literal(plan)}`]),
    ...(ordersOf === undefined ? [] : [`(order_no = '' OR has(employees, ${literal(ordersOf)}))`]),
  ]);
}

/** The same of every period a release knows, without the orders: enough to choose among them. */
export function releasedPeriods(
  context: Pick<Context, 'project' | 'warehouse'>,
  release: number,
): Promise<readonly PlanFacts[]> {
  return factsWhere(context, release, [`order_no = ''`]);
}

async function factsWhere(
  { project, warehouse }: Pick<Context, 'project' | 'warehouse'>,
  release: number,
  conditions: readonly string[],
): Promise<readonly PlanFacts[]> {
  const all = relationAt(project.graph.asset(martAppraisalFacts.key), release);
  return readFacts(
    await warehouse.rows(
      `SELECT period_id, plan_id, order_no, facts FROM (${all}) WHERE ${conditions.join(' AND ')} ORDER BY plan_id, order_no`,
    ),
  );
}
