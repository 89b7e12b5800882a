import type { Adjustment, RepAdjustment } from './adjustment.ts';
import type { Commission, DealCommission } from './commission.ts';
import { dayNumber, dayText } from './days.ts';
import { type Exact, sum } from './exact.ts';
import type { DateText, DecimalText } from './facts.ts';
import type { Figures } from './figures.ts';
import type { LevelStatement } from './levels.ts';
import type { ManagerStatement } from './manager.ts';
import type { KpiValue } from './measure.ts';
import { money, percent, rounded, score } from './rounding.ts';
import type { KpiScore, Scorecard } from './scorecard.ts';
import type { RepStatement, TeamStatement } from './statement.ts';

/**
 * Statements as they are printed and kept: decimal text, money with 2 decimals, scores and per cent with 4, weights with 6;
 * null for what is not applicable. The only place where figures are rounded.
 */
type Printed = DecimalText | null;

const or = (value: Exact | null, print: (value: Exact) => DecimalText): Printed =>
  value === null ? null : print(value);

const weight = (value: Exact): DecimalText => rounded(value, 6);

function byKpi<Value>(kpis: readonly KpiScore[], print: (kpi: KpiScore) => Value): Record<string, Value> {
  return Object.fromEntries(kpis.map((kpi) => [kpi.kpi, print(kpi)]));
}

function scores({ kpis }: Scorecard): Record<string, Printed> {
  return byKpi(kpis, (kpi) => or(kpi.score, score));
}

/** Only of a plan that weighs perspectives: other statements know nothing of them. */
function perspectiveParts({ perspectives }: Scorecard) {
  if (perspectives.length === 0) return {};
  const parts = perspectives.map((each) => [
    each.perspective,
    { weight: weight(each.weight), score: or(each.score, score) },
  ]);
  return { perspectives: Object.fromEntries(parts) };
}

function targetOf({ targets }: Figures, kpi: string): Exact | null {
  return targets.get(kpi)?.value ?? null;
}

function basisOf(value: KpiValue): string | null {
  return value.missing === null ? value.basis : null;
}

function publishedDeal({ deal, slices, commission }: DealCommission) {
  return {
    order_no: deal.order.fact.orderNo,
    credit_pct: percent(deal.share),
    credited: money(deal.credited),
    slices: slices.map(({ amount, rateText }) => [money(amount), rateText] as const),
    commission: money(commission),
    paid_fraction_pct: percent(deal.order.paidFraction),
  };
}

function publishedFigures({ figures, values, inRoleDays }: RepStatement) {
  return {
    target: or(targetOf(figures, 'sales'), money),
    net_sales: money(figures.netSales),
    overlay_sales: money(figures.overlaySales),
    attainment_pct: or(values.sales.value, percent),
    in_role_days: inRoleDays,
    followup_target: or(targetOf(figures, 'followup'), score),
    new_customers: figures.newCustomers,
    csat: or(values.csat.value, score),
    csat_basis: basisOf(values.csat),
    collection_paid: money(figures.collection.paid),
    collection_due: money(figures.collection.due),
    collection_rate_pct: or(values.collection.value, percent),
  };
}

function publishedScore({ scorecard, coefficient }: RepStatement) {
  return {
    weights: byKpi(scorecard.kpis, (kpi) => weight(kpi.weight)),
    kpi_scores: scores(scorecard),
    ...perspectiveParts(scorecard),
    final_score: or(scorecard.score, score),
    coefficient: coefficient.text,
  };
}

type PublishedDeals = readonly ReturnType<typeof publishedDeal>[];

/** Statements and rows of deals show the same ones, and printing them is a tenth of the work. */
const printed = new WeakMap<Commission, PublishedDeals>();

/** One rep's deals in the order in which they climbed the tiers. */
export function publishedDeals({ commission }: Pick<RepStatement, 'commission'>): PublishedDeals {
  const known = printed.get(commission);
  if (known !== undefined) return known;
  const deals = commission.deals.map(publishedDeal);
  printed.set(commission, deals);
  return deals;
}

function publishedMoney(rep: RepStatement) {
  const { commission, draw, commissionPayable, teamBonus, totalPayable } = rep;
  return {
    deals: publishedDeals(rep),
    commission_earned: money(commission.earned),
    after_coefficient: money(commission.afterCoefficient),
    after_cap: money(commission.afterCap),
    cap_withheld: money(commission.withheldByCap),
    released: money(commission.released),
    held: money(commission.held),
    draw_guarantee: money(draw.guarantee),
    draw_top_up: money(draw.topUp),
    commission_payable: money(commissionPayable),
    team_bonus: money(teamBonus),
    total_payable: money(totalPayable),
  };
}

/** One rep's statement. */
export function publishedRep(rep: RepStatement) {
  return { ...publishedFigures(rep), ...publishedScore(rep), ...publishedMoney(rep) };
}

/** The manager's part of the statement. */
export function publishedManager({ values, scorecard, coefficient, override }: ManagerStatement) {
  return {
    collection_rate_pct: or(values.collection.value, percent),
    csat: or(values.csat.value, score),
    kpi_scores: scores(scorecard),
    ...perspectiveParts(scorecard),
    final_score: or(scorecard.score, score),
    coefficient: coefficient.text,
    override: money(override),
  };
}

/** What one person is paid for the people below them. */
export function publishedLevels({ bases, scorecard, coefficient, override }: LevelStatement) {
  return {
    levels: bases.map(({ rule, sales }) => ({
      ...{ level: rule.level, rate: rule.overrideRate, net_sales: money(sales) },
    })),
    kpi_scores: scorecard === null ? {} : scores(scorecard),
    ...(scorecard === null ? {} : perspectiveParts(scorecard)),
    final_score: or(scorecard?.score ?? null, score),
    coefficient: coefficient.text,
    override: money(override),
  };
}

function publishedTeam({ team }: TeamStatement) {
  return {
    target: or(targetOf(team.figures, 'sales'), money),
    net_sales: money(team.figures.netSales),
    attainment_pct: or(team.values.sales.value, percent),
    bonus_pool: money(team.bonus.pool),
    bonus_sum: money(sum(team.bonus.shares.values())),
  };
}

function lastDay(until: DateText): DateText {
  return dayText(dayNumber(until) - 1);
}

/** What a team's statement says besides its reps. */
export function publishedShared(statement: TeamStatement) {
  const { facts, manager, levels, months, fxGain, totalCost } = statement;
  const { id, from, until } = facts.period;
  return {
    period: { id, start: from, end: lastDay(until) },
    as_of: facts.asOf,
    team: publishedTeam(statement),
    manager: manager === null ? null : publishedManager(manager),
    // Only where the plan pays levels: whoever reads statements of others knows nothing of them.
    ...(levels.length === 0
      ? {}
      : {
          overrides: Object.fromEntries(
            levels.map((level) => [level.person.employeeId, publishedLevels(level)]),
          ),
        }),
    monthly_posted: Object.fromEntries(months.map(({ month, posted }) => [month, money(posted)])),
    monthly_restated: Object.fromEntries(months.map(({ month, restated }) => [month, money(restated)])),
    fx_gain_excluded: money(fxGain),
    total_commission_cost: money(totalCost),
  };
}

/** A team's statement, people by employee number. */
export function publishedStatement(statement: TeamStatement) {
  const reps = statement.reps.map((rep) => [rep.person.employeeId, publishedRep(rep)] as const);
  return { ...publishedShared(statement), reps: Object.fromEntries(reps) };
}

function publishedRepAdjustment(rep: RepAdjustment) {
  return {
    earned_closed: money(rep.earnedClosed),
    earned_restated: money(rep.restated.afterCap),
    delta_earned: money(rep.deltaEarned),
    cash_clawback: money(rep.cashClawback),
    delta_held_from_sales_change: money(rep.deltaHeld),
    newly_released: money(rep.newlyReleased),
    held_after: money(rep.restated.held),
  };
}

/** A prior-period adjustment; the team bonus is never opened again. */
export function publishedAdjustment({ later, reps, team, overrideDelta }: Adjustment) {
  return {
    as_of: later.facts.asOf,
    reps: Object.fromEntries(reps.map((rep) => [rep.employeeId, publishedRepAdjustment(rep)])),
    team: {
      net_closed: money(team.netClosed),
      net_restated: money(team.netRestated),
      attainment_restated_pct: or(team.attainmentRestated, percent),
      team_bonus_reopened: false,
    },
    manager_override_delta: money(overrideDelta),
  };
}
