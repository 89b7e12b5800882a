import { YardstickError } from '../errors/yardstick-error.ts';
import type { DateRange, Plan } from './facts.ts';

/** Open ends of validity, in the order of dates as text. */
const always: DateRange = { from: '0000-01-01', until: '9999-12-31' };

export function validityOf({ from, until }: Pick<Plan, 'from' | 'until'>): DateRange {
  return { from: from ?? always.from, until: until ?? always.until };
}

/** Whether a version holds for the whole period. */
export function isInForce(version: Pick<Plan, 'from' | 'until'>, period: DateRange): boolean {
  const { from, until } = validityOf(version);
  return from <= period.from && period.until <= until;
}

/**
 * The version of the plan that holds for the whole period.
 * @throws YardstickError APPRAISAL_REFUSED when none does, or more than one.
 */
export function planInForce(plans: readonly Plan[], period: DateRange): Plan {
  const inForce = plans.filter((plan) => isInForce(plan, period));
  const [plan, ...others] = inForce;
  if (plan === undefined || others.length > 0)
    throw new YardstickError(
      'APPRAISAL_REFUSED',
      `${inForce.length} versions of the plan hold from ${period.from} until ${period.until}; it must be one.`,
      { subject: 'plans' },
    );
  return plan;
}
