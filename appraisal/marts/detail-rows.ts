import { publishedDeals } from '../published.ts';
import { rounded, score } from '../rounding.ts';
import type { KpiScore } from '../scorecard.ts';
import type { PlanStatement } from './statement-rows.ts';

/** Rows of `mart.commission_deal`: each deal of each rep in the order in which it climbed the tiers. */
export function* dealRows({ of, statement }: PlanStatement) {
  for (const rep of statement.reps)
    for (const [index, deal] of publishedDeals(rep).entries())
      yield {
        period_id: of.periodId,
        period_start: statement.facts.period.from,
        plan_id: of.planId,
        employee_id: rep.person.employeeId,
        deal_no: index + 1,
        order_no: deal.order_no,
        credit_pct: deal.credit_pct,
        credited: deal.credited,
        commission: deal.commission,
        paid_fraction_pct: deal.paid_fraction_pct,
        slices: deal.slices.map(([amount, rate]) => `${amount} × ${rate}`),
      };
}

/** Rows of `mart.scorecard`: each weighed KPI of each rep and of whoever is paid for them. */
export function scorecardRows({ of, statement }: PlanStatement) {
  const { reps, manager, levels } = statement;
  const above = levels.flatMap(({ person, scorecard }) =>
    scorecard === null ? [] : [{ person, scorecard }],
  );
  const cards = [
    ...reps.map(({ person, scorecard }) => ({ person, scorecard, part: 'rep' })),
    ...[...(manager === null ? [] : [manager]), ...above].map(({ person, scorecard }) => ({
      ...{ person, scorecard, part: 'manager' },
    })),
  ];
  return cards.flatMap(({ person, scorecard, part }) =>
    scorecard.kpis.map((kpi) => ({
      ...{ period_id: of.periodId, period_start: statement.facts.period.from },
      ...{ plan_id: of.planId, employee_id: person.employeeId, part },
      ...kpiColumns(kpi),
    })),
  );
}

function kpiColumns({ kpi, weight, value, score: points }: KpiScore) {
  const measured = value.missing === null ? value : undefined;
  const exactly = (of: typeof weight | undefined) => (of === undefined ? null : rounded(of, 12));
  return {
    ...{ kpi, weight: rounded(weight, 6), score: points === null ? null : score(points) },
    ...{ numerator: exactly(measured?.numerator), denominator: exactly(measured?.denominator) },
    basis: measured?.basis ?? value.missing ?? '',
  };
}
