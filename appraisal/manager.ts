import { YardstickError } from '../errors/yardstick-error.ts';
import { type Coefficient, coefficientFor } from './coefficient.ts';
import { type Exact, exact } from './exact.ts';
import type { ManagerRule, PeriodFacts, Plan } from './facts.ts';
import type { Figures } from './figures.ts';
import type { KpiValues } from './measure.ts';
import type { Person } from './person.ts';
import { type Scorecard, scorecardOf } from './scorecard.ts';
import { blendedWeights } from './weights.ts';

/** The manager's score from the team's figures, and the override it multiplies. */
export interface ManagerStatement {
  readonly rule: ManagerRule;
  readonly person: Person;
  readonly values: KpiValues;
  readonly scorecard: Scorecard;
  readonly coefficient: Coefficient;
  /** Rate × net sales of the team × coefficient. */
  readonly override: Exact;
}

export function overrideOn(netSales: Exact, rule: ManagerRule, coefficient: Coefficient): Exact {
  return exact(rule.overrideRate).mul(netSales).mul(coefficient.value);
}

/** @throws YardstickError APPRAISAL_REFUSED when the plan's manager is nobody of the team. */
export function managerStatement(
  plan: Plan,
  people: readonly Person[],
  team: Figures,
  values: KpiValues,
  facts: PeriodFacts,
): ManagerStatement | null {
  const rule = plan.manager;
  if (rule === null) return null;
  const person = people.find(({ employeeId }) => employeeId === rule.employeeId);
  if (person === undefined)
    throw new YardstickError('APPRAISAL_REFUSED', `${rule.employeeId} has no role in the team.`, {
      subject: 'plan.manager',
    });
  const weights = blendedWeights(person.roles, facts.period, facts.weightSets);
  const scorecard = scorecardOf(weights, values, facts);
  const coefficient = coefficientFor(scorecard.score, plan.coefficientBands);
  const override = overrideOn(team.netSales, rule, coefficient);
  return { rule, person, values, scorecard, coefficient, override };
}
