import { type Coefficient, coefficientFor } from './coefficient.ts';
import { type Commission, commissionOf, passesGate } from './commission.ts';
import { ordersOf, seenCash } from './deal.ts';
import { type DrawTopUp, drawTopUp } from './draw.ts';
import { type Exact, exact, sum, zero } from './exact.ts';
import type { PeriodFacts, Plan } from './facts.ts';
import { type Figures, figuresOf, targetValue, together } from './figures.ts';
import { type LevelStatement, levelStatements } from './levels.ts';
import { type ManagerStatement, managerStatement } from './manager.ts';
import { type KpiValues, personValues, teamValues } from './measure.ts';
import { membershipOf } from './membership.ts';
import { type IsOurs, type MonthSales, monthlySales } from './months.ts';
import { type Person, peopleOf } from './person.ts';
import { planInForce } from './plan-in-force.ts';
import { assertAppraisable } from './refusals/refusals-of.ts';
import { type Scorecard, scorecardOf } from './scorecard.ts';
import { type TeamBonus, teamBonusOf } from './team-bonus.ts';
import { tiersFor } from './tiers.ts';
import { blendedWeights, daysInRole } from './weights.ts';

/** What one rep earned in the period, each step with its inputs. Amounts are unrounded. */
export interface RepStatement {
  readonly person: Person;
  readonly inRoleDays: number;
  readonly figures: Figures;
  readonly values: KpiValues;
  readonly scorecard: Scorecard;
  readonly coefficient: Coefficient;
  readonly commission: Commission;
  readonly draw: DrawTopUp;
  /** Released and topped up. */
  readonly commissionPayable: Exact;
  readonly teamBonus: Exact;
  readonly totalPayable: Exact;
}

/** A team's statement for a period, as seen on one day. */
export interface TeamStatement {
  readonly facts: PeriodFacts;
  readonly plan: Plan;
  readonly reps: readonly RepStatement[];
  readonly team: {
    readonly figures: Figures;
    readonly values: KpiValues;
    readonly bonus: TeamBonus;
  };
  /** Null where the plan names no manager. */
  readonly manager: ManagerStatement | null;
  /** Of a plan that pays levels above its people. */
  readonly levels: readonly LevelStatement[];
  readonly months: readonly MonthSales[];
  /** What currencies brought since the orders' dates; part of no KPI and no pay. */
  readonly fxGain: Exact;
  /** Payable to all reps, and all overrides. */
  readonly totalCost: Exact;
}

interface Member {
  readonly person: Person;
  readonly figures: Figures;
}

type RepBeforeBonus = Omit<RepStatement, 'teamBonus' | 'totalPayable'>;

/** Commission by the rep's own target, score and attainment. */
function ownCommission(person: Person, figures: Figures, values: KpiValues, coefficient: Exact, plan: Plan) {
  return commissionOf(person.deals, {
    tiers: tiersFor(plan, targetValue(figures, 'sales')),
    passesGate: passesGate(plan, values.sales.value),
    coefficient,
    // Whoever is in another plan for a part of the period has that part of each cap.
    cap: plan.cap === null ? null : exact(plan.cap).mul(person.share),
    release: plan.release,
  });
}

function beforeBonus(
  { person, figures }: Member,
  team: Figures,
  facts: PeriodFacts,
  plan: Plan,
): RepBeforeBonus {
  const values = personValues(figures, team, facts.csatMinAnswers);
  const weights = blendedWeights(person.roles, facts.period, facts.weightSets);
  const scorecard = scorecardOf(weights, values, facts);
  const coefficient = coefficientFor(scorecard.score, plan.coefficientBands);
  const commission = ownCommission(person, figures, values, coefficient.value, plan);
  const draws = plan.draws.filter(({ employeeId }) => employeeId === person.employeeId);
  const draw = drawTopUp(draws, commission.released);
  return {
    person,
    inRoleDays: daysInRole(person.roles, facts.period),
    figures,
    values,
    scorecard,
    coefficient,
    commission,
    draw,
    commissionPayable: commission.released.add(draw.topUp),
  };
}

function withBonus(rep: RepBeforeBonus, bonus: TeamBonus): RepStatement {
  const teamBonus = bonus.shares.get(rep.person.employeeId) ?? zero;
  return { ...rep, teamBonus, totalPayable: rep.commissionPayable.add(teamBonus) };
}

function claimOf({ person, scorecard, inRoleDays }: RepBeforeBonus) {
  return { employeeId: person.employeeId, score: scorecard.score, inRoleDays };
}

/** Of the team is what its people booked while they were in it. */
function isOursOf(facts: PeriodFacts): IsOurs {
  const members = new Set(facts.employees.map(({ employeeId }) => employeeId));
  const { counts } = membershipOf(facts);
  return (employeeId, on) => members.has(employeeId) && counts(employeeId, on);
}

/**
 * Appraises a team for a period. The same facts, in any order, always give the same statement.
 * @throws YardstickError APPRAISAL_REFUSED, before anything is computed, for facts that cannot be appraised.
 */
export function statementOf(facts: PeriodFacts): TeamStatement {
  assertAppraisable(facts, `${facts.teamId} ${facts.period.id}`);
  const plan = planInForce(facts.plans, facts.period);
  const orders = ordersOf(facts.orders, facts.period, seenCash);
  const people = peopleOf(facts, orders);
  const members = people.map((person) => ({ person, figures: figuresOf(person, facts) }));
  const figures = together(members.map((member) => member.figures));
  const values = teamValues(figures);
  const reps = members
    .filter(({ person }) => person.isRep)
    .map((member) => beforeBonus(member, figures, facts, plan));
  const bonus = teamBonusOf(
    plan.teamBonus,
    { netSales: figures.netSales, attainment: values.sales.value },
    reps.map(claimOf),
  );
  const paid = reps.map((rep) => withBonus(rep, bonus));
  const manager = managerStatement(plan, people, figures, values, facts);
  const levels = levelStatements(plan, members, facts);
  const overrides = sum([manager?.override ?? zero, ...levels.map(({ override }) => override)]);
  return {
    facts,
    plan,
    reps: paid,
    team: { figures, values, bonus },
    manager,
    levels,
    months: monthlySales(facts, isOursOf(facts)),
    fxGain: sum(orders.map(({ fact }) => exact(fact.fxGain))),
    totalCost: sum(paid.map(({ totalPayable }) => totalPayable)).add(overrides),
  };
}
