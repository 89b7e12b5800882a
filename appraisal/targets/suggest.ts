import { exact, one } from '../exact.ts';
import type { DecimalText } from '../facts.ts';
import { money } from '../rounding.ts';

/** What to aim for, from what was reached and how the market grows. */
export interface Suggestion {
  readonly low: DecimalText;
  readonly high: DecimalText;
  /** Growth over the year before that low and high stand for, such as `0.07`. */
  readonly growth: readonly [low: DecimalText, high: DecimalText];
}

/** Two to three points above the market: a market of 5 % asks for 7 to 8 %. */
const ambition = ['0.02', '0.03'] as const;

/** @throws YardstickError APPRAISAL_REFUSED for a text that is not a decimal number. */
export function suggestTarget(lastYear: DecimalText, marketGrowth: DecimalText): Suggestion {
  const [low, high] = ambition.map((points) => exact(marketGrowth).add(exact(points)));
  const at = (growth: typeof low) => money(exact(lastYear).mul(one.add(growth ?? 0)));
  const told = (growth: typeof low) => (growth === undefined ? '0' : money(growth.mul(100)));
  return { low: at(low), high: at(high), growth: [told(low), told(high)] };
}
