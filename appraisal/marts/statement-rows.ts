import { underReview } from '../deal.ts';
import { publishedLevels, publishedManager, publishedRep } from '../published.ts';
import { money } from '../rounding.ts';
import type { RepStatement, TeamStatement } from '../statement.ts';
import type { PlanFacts } from './facts-of.ts';

/** A statement of one plan in one period. */
export interface PlanStatement {
  readonly of: Pick<PlanFacts, 'periodId' | 'planId'>;
  readonly statement: TeamStatement;
}

/** Rows of `mart.commission_statement`: every rep, the manager the plan names, and whoever it pays above its people. */
export function* statementRows({ of, statement }: PlanStatement) {
  const { reps, manager, levels } = statement;
  const common = {
    ...{ period_id: of.periodId, period_start: statement.facts.period.from, plan_id: of.planId },
    ...{ plan_version: statement.plan.version, as_of: statement.facts.asOf },
  };
  for (const rep of reps) yield { ...common, ...repRow(rep) };
  if (manager !== null) yield { ...common, ...managerRow(manager.person, publishedManager(manager)) };
  for (const level of levels) yield { ...common, ...managerRow(level.person, publishedLevels(level)) };
}

function repRow(rep: RepStatement) {
  const published = publishedRep(rep);
  return {
    ...{ employee_id: rep.person.employeeId, employee_name: rep.person.name, part: 'rep' },
    ...{ target: published.target, net_sales: published.net_sales, overlay_sales: published.overlay_sales },
    sales_under_review: money(underReview(rep.person.deals)),
    ...{ attainment_pct: published.attainment_pct, in_role_days: published.in_role_days },
    ...{ final_score: published.final_score, coefficient: published.coefficient },
    ...{ commission_earned: published.commission_earned, after_coefficient: published.after_coefficient },
    ...{ after_cap: published.after_cap, cap_withheld: published.cap_withheld },
    ...{ released: published.released, held: published.held },
    ...{ draw_guarantee: published.draw_guarantee, draw_top_up: published.draw_top_up },
    ...{ commission_payable: published.commission_payable, team_bonus: published.team_bonus },
    ...{ override: '0.00', total_payable: published.total_payable },
    published: JSON.stringify(published),
  };
}

type Overriding = ReturnType<typeof publishedManager> | ReturnType<typeof publishedLevels>;

function managerRow(person: { readonly employeeId: string; readonly name: string }, published: Overriding) {
  const nothing = '0.00';
  return {
    ...{ employee_id: person.employeeId, employee_name: person.name, part: 'manager' },
    ...{
      target: null,
      net_sales: nothing,
      overlay_sales: nothing,
      sales_under_review: nothing,
      attainment_pct: null,
      in_role_days: 0,
    },
    ...{ final_score: published.final_score, coefficient: published.coefficient },
    ...{ commission_earned: nothing, after_coefficient: nothing, after_cap: nothing, cap_withheld: nothing },
    ...{ released: nothing, held: nothing, draw_guarantee: nothing, draw_top_up: nothing },
    ...{ commission_payable: nothing, team_bonus: nothing },
    ...{ override: published.override, total_payable: published.override },
    published: JSON.stringify(published),
  };
}
