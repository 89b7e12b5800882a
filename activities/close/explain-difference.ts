import { differenceOf, type StatementDifference } from '../../appraisal/difference.ts';
import { type Exact, exact } from '../../appraisal/exact.ts';
import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { money } from '../../appraisal/rounding.ts';
import { statementOf } from '../../appraisal/statement.ts';
import { dimCustomerMap } from '../../models/dim/customer-map.ts';
import { fctOrderEvent } from '../../models/fct/order-event.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { relationAt } from '../../warehouse/relation.ts';
import type { Context } from '../context.ts';
import { releasedFacts } from './released-facts.ts';

/** The statements of one plan as two releases show them. */
export interface PlanDifference extends StatementDifference {
  readonly plan: string;
}

/** A plan that one of the releases does not know: its whole cost is the difference. */
export interface LonePlan {
  readonly plan: string;
  readonly only: 'before' | 'after';
  /** What it costs where it is known. */
  readonly totalCost: string;
}

/** Why the statements of a period differ between two releases, by plan. */
export async function explainDifference(
  context: Context,
  period: string,
  releases: readonly [before: number, after: number],
): Promise<readonly (PlanDifference | LonePlan)[]> {
  const [before, after] = [
    await releasedFacts(context, releases[0], period),
    await releasedFacts(context, releases[1], period),
  ];
  const merged = await wasMerged(context, releases);
  const differences: (PlanDifference | LonePlan)[] = [];
  for (const first of before) {
    const second = after.find(({ planId }) => planId === first.planId);
    if (second === undefined) {
      differences.push(lonePlan(first, 'before'));
      continue;
    }
    const rates = await changedRates(context, releases, [first, second]);
    differences.push({ plan: first.planId, ...differenceOf(first.facts, second.facts, { rates, merged }) });
  }
  const added = after.filter(({ planId }) => !before.some((first) => first.planId === planId));
  return [...differences, ...added.map((of) => lonePlan(of, 'after'))];
}

function lonePlan({ planId, facts }: PlanFacts, only: LonePlan['only']): LonePlan {
  return { plan: planId, only, totalCost: money(statementOf(facts).totalCost) };
}

/** Orders whose rate is another one now: new ÷ old. */
async function changedRates(
  context: Context,
  [first, second]: readonly [number, number],
  facts: readonly PlanFacts[],
): Promise<ReadonlyMap<string, Exact>> {
  const orders = [...new Set(facts.flatMap((of) => of.facts.orders.map(({ orderNo }) => orderNo)))];
  const rateOf = (release: number) =>
    `SELECT order_no, any(fx_rate) AS rate FROM (${rowsAt(context, fctOrderEvent.key, release)})
     WHERE order_no IN {orders:Array(String)} AND event_type = 'booking' AND fx_rate IS NOT NULL GROUP BY order_no`;
  const rows = await context.warehouse.rows<{ order_no: string; before: string; after: string }>(
    `SELECT was.order_no AS order_no, toString(was.rate) AS before, toString(now.rate) AS after
     FROM (${rateOf(first)}) AS was INNER JOIN (${rateOf(second)}) AS now ON now.order_no = was.order_no
     WHERE was.rate != now.rate`,
    { orders },
  );
  return new Map(rows.map(({ order_no, before, after }) => [order_no, exact(after).div(exact(before))]));
}

async function wasMerged(context: Context, [first, second]: readonly [number, number]): Promise<boolean> {
  const merges = (release: number) =>
    `SELECT customer_id, survivor_id, valid_from, valid_to FROM (${rowsAt(context, dimCustomerMap.key, release)})
     WHERE customer_id != survivor_id`;
  const rows = await context.warehouse.rows(
    `SELECT 1 AS changed FROM (
         (${merges(first)} EXCEPT ${merges(second)}) UNION ALL (${merges(second)} EXCEPT ${merges(first)})
     ) LIMIT 1`,
  );
  return rows.length > 0;
}

function rowsAt({ project }: Context, key: AssetKey, release: number): string {
  return relationAt(project.graph.asset(key), release);
}
