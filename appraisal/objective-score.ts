import { exact, sum, whole } from './exact.ts';
import type { DecimalText } from './facts.ts';
import { rounded } from './rounding.ts';

/** The mean of an objective's key results, rounded once: 0.7, 0.5 and 0.9 are 0.70. Part of no score and no pay. */
export function objectiveScore(keyResults: readonly { readonly score: number }[]): DecimalText {
  const total = sum(keyResults.map(({ score }) => exact(String(score))));
  return rounded(total.div(whole(keyResults.length)), 2);
}
