import type { PastForecast } from './back-test.ts';

/** Share of months that should fall between lower and upper. */
export const coverage = 0.8;

/** The smallest past error that covers the share, counted so that a small sample errs on the wide side. */
function quantile(errors: readonly number[]): number | undefined {
  const rank = Math.ceil((errors.length + 1) * coverage);
  return [...errors].sort((a, b) => a - b)[rank - 1];
}

/**
 * Half the width of the interval at each step, from the model's own past errors at that step; never narrower further out.
 * Models' theoretical intervals leave out the season's uncertainty and come out too narrow. Null with too few past errors.
 */
export function halfWidths(past: readonly PastForecast[], horizon: number): (number | null)[] {
  let widest: number | null = null;
  return Array.from({ length: horizon }, (_, index) => {
    const errors = past
      .filter(({ step }) => step === index + 1)
      .map((each) => Math.abs(each.actual - each.forecast));
    const found = quantile(errors);
    if (found !== undefined) widest = Math.max(widest ?? 0, found);
    return widest;
  });
}
