import { backTest, originsOf, type PastForecast, wapeOf } from './back-test.ts';
import type { ForecastModel } from './forecast-model.ts';
import { halfWidths } from './interval.ts';
import { mstlEts } from './mstl-ets.ts';
import { recentMean } from './recent-mean.ts';
import { seasonalNaive } from './seasonal-naive.ts';
import { type MonthValue, monthAfter, type Series, seriesOf } from './series.ts';

export interface ForecastOptions {
  /** Months to forecast after the last complete one. */
  readonly horizon: number;
  /** Last complete month, `2026-10-01`: the running month and anything later is left out and forecast instead. */
  readonly completeThrough?: string;
}

/** One forecast month; amounts are decimal text with two decimals. */
export interface ForecastMonth {
  readonly month: string;
  readonly forecast: string;
  /** Ends of an 80 % interval by past errors; null while too few months can be tested. */
  readonly lower: string | null;
  readonly upper: string | null;
  /** The model's name as people see it. */
  readonly model: string;
}

export interface MonthlyForecast {
  readonly months: readonly ForecastMonth[];
  readonly backTest: {
    /** Past months from which was forecast. */
    readonly origins: number;
    /** Weighted absolute percentage error of the chosen model, 0.12 is 12 %; null when nothing could be tested. */
    readonly wape: number | null;
    /** The same for seasonal naive, from the same origins. */
    readonly seasonalNaiveWape: number | null;
  };
}

/** Fewer origins than this prove nothing about a model. */
const enoughOrigins = 3;

interface Tested {
  readonly model: ForecastModel;
  readonly origins: number;
  readonly past: readonly PastForecast[];
  readonly naive: readonly PastForecast[];
}

function tested(model: ForecastModel, values: readonly number[], horizon: number): Tested {
  const origins = originsOf(values.length, model.minimum);
  const past = backTest(model, values, origins, horizon);
  const after = origins.filter((origin) => origin >= seasonalNaive.minimum);
  const naive = after.length < origins.length ? [] : backTest(seasonalNaive, values, after, horizon);
  return { model, origins: origins.length, past, naive };
}

function better(challenger: Tested): boolean {
  const own = wapeOf(challenger.past);
  const naive = wapeOf(challenger.naive);
  return challenger.origins >= enoughOrigins && own !== null && naive !== null && own < naive;
}

/** By length of history: under a year a plain mean, under two the same month of last year, then whichever tested better. */
function choose(values: readonly number[], horizon: number): Tested {
  if (values.length < seasonalNaive.minimum) return tested(recentMean, values, horizon);
  if (values.length < mstlEts.minimum) return tested(seasonalNaive, values, horizon);
  const challenger = tested(mstlEts, values, horizon);
  return better(challenger) ? challenger : tested(seasonalNaive, values, horizon);
}

/** Two decimals; no negative zero. */
function amountText(value: number): string {
  const text = value.toFixed(2);
  return text === '-0.00' ? '0.00' : text;
}

function monthsOf(series: Series, { model, past }: Tested, horizon: number): ForecastMonth[] {
  // What never was negative, such as bookings, is not forecast to become so.
  const floor = series.values.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  const bounded = (value: number) => amountText(Math.max(floor, value));
  const widths = halfWidths(past, horizon);
  return model.forecast(series.values, horizon).map((value, index) => {
    const width = widths[index] ?? null;
    return {
      month: monthAfter(series.first, series.values.length + index),
      forecast: bounded(value),
      lower: width === null ? null : bounded(value - width),
      upper: width === null ? null : bounded(value + width),
      model: model.name,
    };
  });
}

/**
 * Continues a monthly series of amounts. Months missing inside it count as 0; nothing given, nothing forecast.
 * Float64 inside, because a forecast is an estimate; the same series always gives the same text.
 * @throws YardstickError FORECAST_INVALID naming the month or value that is malformed or given twice.
 */
export function forecastMonthly(points: readonly MonthValue[], options: ForecastOptions): MonthlyForecast {
  const series = seriesOf(points, options.completeThrough);
  if (series === undefined)
    return { months: [], backTest: { origins: 0, wape: null, seasonalNaiveWape: null } };
  const chosen = choose(series.values, options.horizon);
  return {
    months: monthsOf(series, chosen, options.horizon),
    backTest: {
      origins: chosen.origins,
      wape: wapeOf(chosen.past),
      seasonalNaiveWape: wapeOf(chosen.naive),
    },
  };
}
