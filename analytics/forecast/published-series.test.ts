import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { forecastMonthly, type MonthlyForecast } from './forecast-monthly.ts';
import { coverage } from './interval.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { monthAfter } from './series.ts';

/**
 * The monthly M3 series with the months that followed (Makridakis and Hibon 2000). Their licence keeps them out of the
 * repository: YARDSTICK_SHARED names a folder that holds data/analytics/forecast_open.jsonl.gz.
 */
const shared = process.env.YARDSTICK_SHARED;
const file = shared === undefined ? undefined : join(shared, 'data', 'analytics', 'forecast_open.jsonl.gz');
const published = z.object({
  comp: z.string(),
  freq: z.number(),
  train: z.array(z.number()),
  test: z.array(z.number()),
});
const horizon = 3;

function sample(): z.infer<typeof published>[] {
  if (file === undefined || !existsSync(file)) return [];
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  const series = lines.map((line) => published.parse(JSON.parse(line)));
  return series
    .filter(({ comp, freq }) => comp === 'M3' && freq === 12)
    .filter((_, index) => index % 8 === 0);
}

const tried = sample();
if (tried.length === 0) console.info('Skipped: YARDSTICK_SHARED names no folder with the published series.');

function forecastOf(train: readonly number[]): MonthlyForecast {
  const points = train.map((value, index) => ({
    month: monthAfter('1980-01-01', index),
    value: value.toFixed(4),
  }));
  return forecastMonthly(points, { horizon });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the known months that followed: share of error, and share that fell into the interval. */
function judged(train: readonly number[], test: readonly number[]) {
  const { months } = forecastOf(train);
  const actuals = test.slice(0, horizon);
  const naive = seasonalNaive.forecast(train, horizon);
  const error = (of: (index: number) => number) =>
    mean(actuals.map((actual, index) => Math.abs(of(index) / actual - 1)));
  const inside = months.map(({ lower, upper }, index) => {
    const actual = actuals[index] ?? 0;
    return Number(lower) <= actual && actual <= Number(upper) ? 1 : 0;
  });
  return {
    own: error((index) => Number(months[index]?.forecast)),
    naive: error((index) => naive[index] ?? 0),
    inside: mean(inside),
  };
}

describe.skipIf(tried.length === 0)('published monthly series', { timeout: 300_000 }, () => {
  let results: ReturnType<typeof judged>[] = [];
  beforeAll(() => {
    results = tried.map(({ train, test }) => judged(train, test));
  }, 300_000);

  it('are forecast clearly better than by seasonal naive', () => {
    expect(mean(results.map(({ own }) => own))).toBeLessThan(0.9 * mean(results.map(({ naive }) => naive)));
  });

  it('fall into the interval about as often as it says', () => {
    const share = mean(results.map(({ inside }) => inside));
    expect(Math.abs(share - coverage)).toBeLessThan(0.06);
  });
});
