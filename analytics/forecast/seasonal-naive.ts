import type { ForecastModel } from './forecast-model.ts';

const season = 12;

/** Every month is as the same month of the last known year: the yardstick that any other model has to beat. */
export const seasonalNaive: ForecastModel = Object.freeze({
  name: 'seasonal naive',
  minimum: season,
  forecast: (history: readonly number[], horizon: number) =>
    Array.from({ length: horizon }, (_, step) => history[history.length - season + (step % season)] ?? 0),
});
