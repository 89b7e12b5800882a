import { YardstickError } from '../../errors/yardstick-error.ts';
import type { PeriodFacts } from '../facts.ts';
import { curveRules } from './curve-rules.ts';
import { countRules } from './number-rules.ts';
import { ordersRules } from './order-rules.ts';
import { peopleRules } from './people-rules.ts';
import { planRules } from './plan-rules.ts';
import { dayRules, rangeRules } from './range-rules.ts';
import type { Refusal } from './refusal.ts';
import { weightRules } from './weight-rules.ts';

function settingRules({ period, asOf, csatMinAnswers, calendar }: PeriodFacts): readonly Refusal[] {
  return [
    ...rangeRules('meta.period', period),
    ...dayRules('meta.close_as_of', asOf),
    ...countRules('meta.csat_min_n', csatMinAnswers),
    ...calendar.holidays.flatMap((day) => dayRules('calendar.holidays', day)),
    ...calendar.adjustedWorkdays.flatMap((day) => dayRules('calendar.adjusted_workdays', day)),
  ];
}

/** Everything about the facts that cannot be appraised, found before anything is computed; empty when they can. */
export function refusalsOf(facts: PeriodFacts): readonly Refusal[] {
  const settings = settingRules(facts);
  if (settings.length > 0) return settings;
  return [weightRules, curveRules, planRules, peopleRules, ordersRules].flatMap((rules) => rules(facts));
}

/** How many refusals are told of one by one. */
const shown = 10;

/** One line a refusal: key, what is there, rule. */
export function listed(refusals: readonly Refusal[]): string {
  const lines = refusals.slice(0, shown).map(({ key, rule, happened }) => `${key}: ${happened} (${rule})`);
  const more = refusals.length - shown;
  return (more > 0 ? [...lines, `and ${more} more.`] : lines).join('\n');
}

/**
 * Refuses facts that cannot be appraised.
 * @param source Where they come from, for the message: a file, or team and period.
 * @throws YardstickError APPRAISAL_REFUSED naming source, keys and rules.
 */
export function assertAppraisable(facts: PeriodFacts, source: string): void {
  const refusals = refusalsOf(facts);
  if (refusals.length > 0)
    throw new YardstickError('APPRAISAL_REFUSED', listed(refusals), { subject: source });
}
