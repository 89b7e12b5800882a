import type { ForecastModel } from './forecast-model.ts';

const recent = 3;

/** Too young for a season: every month is the mean of the last three, or of what there is. */
export const recentMean: ForecastModel = Object.freeze({
  name: 'mean of last 3 months',
  minimum: 1,
  forecast: (history: readonly number[], horizon: number) => {
    const last = history.slice(-recent);
    const mean = last.reduce((sum, value) => sum + value, 0) / last.length;
    return Array.from({ length: horizon }, () => mean);
  },
});
