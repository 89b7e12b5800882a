import { exact, hundred } from '../exact.ts';
import type { DecimalText } from '../facts.ts';
import { money } from '../rounding.ts';
import { targetBand } from '../target-band.ts';

/** What to aim for, from what was reached and how the market grows. */
export interface Suggestion {
  readonly low: DecimalText;
  readonly high: DecimalText;
  /** Growth over the year before that low and high stand for, in per cent. */
  readonly growth: readonly [low: DecimalText, high: DecimalText];
}

/** Two to three points above the market: a market of 5 % asks for 7 to 8 %. */
const ambition = { low: '0.02', high: '0.03' } as const;

/** @throws YardstickError APPRAISAL_REFUSED for a text that is not a decimal number. */
export function suggestTarget(lastYear: DecimalText, marketGrowth: DecimalText): Suggestion {
  const percent = (points: DecimalText) => money(exact(marketGrowth).add(exact(points)).mul(hundred));
  const growth = [percent(ambition.low), percent(ambition.high)] as const;
  const [low, high] = targetBand(lastYear, growth);
  return { low, high, growth };
}
