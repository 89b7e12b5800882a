import { sum } from '../exact.ts';
import { publishedShared } from '../published.ts';
import { money } from '../rounding.ts';
import type { PlanStatement } from './statement-rows.ts';

/** The row of `mart.commission_team`: the plan's people together; what `published` leaves out is each rep's own. */
export function teamRow({ of, statement }: PlanStatement) {
  const shared = publishedShared(statement);
  const { team } = shared;
  const { reps, manager, levels } = statement;
  const overrides = sum([...(manager === null ? [] : [manager]), ...levels].map(({ override }) => override));
  return {
    ...{ period_id: of.periodId, period_start: statement.facts.period.from },
    ...{ plan_id: of.planId, plan_version: statement.plan.version },
    ...{ team_id: statement.facts.teamId, as_of: statement.facts.asOf, reps: reps.length },
    ...{ target: team.target, net_sales: team.net_sales, attainment_pct: team.attainment_pct },
    ...{ bonus_pool: team.bonus_pool, override: money(overrides) },
    ...{ fx_gain_excluded: shared.fx_gain_excluded, total_commission_cost: shared.total_commission_cost },
    published: JSON.stringify(shared),
  };
}
