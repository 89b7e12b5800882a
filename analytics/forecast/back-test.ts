import type { ForecastModel } from './forecast-model.ts';

/** One past month forecast from an earlier one. */
export interface PastForecast {
  /** 1 is the month right after the origin. */
  readonly step: number;
  readonly actual: number;
  readonly forecast: number;
}

/** As many past months, at most, serve as origins: a year, so that every season is tried once. */
const mostOrigins = 12;

/** Lengths of history to forecast from, shortest first; each leaves at least one month to compare with. */
export function originsOf(length: number, minimum: number): number[] {
  const earliest = Math.max(minimum, length - mostOrigins);
  return Array.from({ length: Math.max(0, length - earliest) }, (_, index) => earliest + index);
}

/** Rolling-origin back-test: forecasts from each origin as if the rest were not known yet (Hyndman, FPP3 §5.10). */
export function backTest(
  model: ForecastModel,
  values: readonly number[],
  origins: readonly number[],
  horizon: number,
): PastForecast[] {
  return origins.flatMap((origin) => {
    const actuals = values.slice(origin, origin + horizon);
    const forecasts = model.forecast(values.slice(0, origin), actuals.length);
    return actuals.map((actual, index) => ({ step: index + 1, actual, forecast: forecasts[index] ?? 0 }));
  });
}

/** Weighted absolute percentage error, Σ|actual − forecast| ÷ Σ|actual|; null where there is nothing to weigh by. */
export function wapeOf(past: readonly PastForecast[]): number | null {
  const weight = past.reduce((sum, { actual }) => sum + Math.abs(actual), 0);
  const error = past.reduce((sum, { actual, forecast }) => sum + Math.abs(actual - forecast), 0);
  return weight === 0 ? null : error / weight;
}
