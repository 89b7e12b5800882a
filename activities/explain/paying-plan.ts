import { explanationOf } from '../../appraisal/explain/explanation.ts';
import type { PeriodFacts } from '../../appraisal/facts.ts';
import type { PlanFacts } from '../../appraisal/marts/facts-of.ts';
import { statementOf } from '../../appraisal/statement.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';

/** Plans that know somebody, as a superior or as a manager without an override, and pay them nothing. */
export interface NothingPaid {
  readonly unpaid: readonly string[];
}

interface Asked {
  readonly period: string;
  readonly employee: string;
  readonly plan?: string | undefined;
}

/**
 * The plan by which somebody is paid in a period, decided by its statement. Orders do not decide it, and need not be there. Error: APPRAISAL_UNKNOWN.
 */
export function payingPlan(
  all: readonly PlanFacts[],
  { period, employee, plan }: Asked,
): PlanFacts | NothingPaid {
  const knowing = all.filter(
    ({ planId, facts }) => (plan === undefined || planId === plan) && knows(facts, employee),
  );
  const paying = knowing.filter(({ facts }) => pays(facts, employee));
  const [found, ...others] = paying;
  if (found !== undefined && others.length === 0) return found;
  if (found === undefined && knowing.length > 0) return { unpaid: knowing.map(({ planId }) => planId) };
  throw new YardstickError(
    'APPRAISAL_UNKNOWN',
    found === undefined
      ? 'Nobody of this number is appraised in this period.'
      : `Which plan? There are ${paying.map(({ planId }) => planId).join(', ')}.`,
    {
      subject: `${period} ${employee}`,
      advice:
        found === undefined
          ? '`yardstick appraisal statement --period …` lists the people.'
          : 'Name one with --plan.',
    },
  );
}

/** A rep has a statement; who may be paid for others is looked for in that of the plan. */
function pays(facts: PeriodFacts, employee: string): boolean {
  const isRep = facts.employees.some(({ employeeId, kind }) => employeeId === employee && kind === 'rep');
  return isRep || explanationOf(statementOf(facts), employee, { subject: 'statement' }) !== undefined;
}

/** Whether facts tell of somebody at all: by a role in the plan, above its people, or as whom one of its versions pays for the team. */
function knows({ employees, superiors = [], plans }: PeriodFacts, employee: string): boolean {
  return (
    [...employees, ...superiors].some(({ employeeId }) => employeeId === employee) ||
    plans.some(({ manager }) => manager?.employeeId === employee)
  );
}
