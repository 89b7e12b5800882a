import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { RowOf } from '../../models/kit/asset.ts';
import type { martForecastCurrent } from '../../models/mart/forecast-current.ts';
import { forecastMonthly } from './forecast-monthly.ts';

/** What is read of a row of `mart.team_monthly`; money as decimal text. */
const teamMonth = z.object({
  team_id: z.string(),
  team_name: z.string(),
  region: z.string(),
  month: z.string(),
  net_sales: z.string(),
  /** Estimate for days that were not loaded. */
  imputed_sales: z.number(),
  imputed_days: z.number(),
  is_complete: z.boolean(),
});
type TeamMonth = z.infer<typeof teamMonth>;

/** A row of `mart.forecast_current` as it travels to the warehouse. */
export type ForecastCurrentRow = Readonly<
  Record<keyof RowOf<typeof martForecastCurrent>, string | number | null>
>;

const horizon = 3;
const year = 12;

function byTeam(rows: readonly TeamMonth[]): readonly (readonly TeamMonth[])[] {
  const teams = new Map<string, TeamMonth[]>();
  for (const row of rows) {
    const months = teams.get(row.team_id);
    if (months === undefined) teams.set(row.team_id, [row]);
    else months.push(row);
  }
  return [...teams.keys()].sort().map((team) => teams.get(team) ?? []);
}

/** A team that sold nothing for a year has been dissolved, whatever its name still stands for. */
function stillSells(complete: readonly TeamMonth[]): boolean {
  return complete.slice(-year).some((row) => Number(row.net_sales) !== 0);
}

/** What would have been sold, had every day been loaded: an estimate to learn from, never what was earned. */
function analysed({ net_sales, imputed_sales, imputed_days }: TeamMonth): string {
  return imputed_days === 0 ? net_sales : (Number(net_sales) + imputed_sales).toFixed(2);
}

function forecastTeam(months: readonly TeamMonth[], completeThrough: string): ForecastCurrentRow[] {
  const sorted = [...months].sort((a, b) => a.month.localeCompare(b.month));
  const complete = sorted.filter((row) => row.month <= completeThrough);
  const newest = sorted.at(-1);
  if (newest === undefined || !stillSells(complete)) return [];
  const series = complete.map((each) => ({ month: each.month, value: analysed(each) }));
  const { months: ahead, backTest } = forecastMonthly(series, { horizon, completeThrough });
  // Names and region as they are now, not as they were when the series began.
  const { team_id, team_name, region } = newest;
  const errors = { backtest_wape: backTest.wape, naive_wape: backTest.seasonalNaiveWape };
  const filled = complete
    .filter(({ imputed_days }) => imputed_days > 0)
    .map(({ month }) => month.slice(0, 7));
  return ahead.map((month) => ({
    ...{ team_id, team_name, region, ...month, ...errors, imputed_months: filled.join(', ') },
  }));
}

/**
 * `fn('forecast_current')`: three months of net sales for every team that still sells, from rows of `mart.team_monthly`.
 * The first month forecast is the one after the newest complete month; without a complete month there is no forecast.
 */
export async function forecastCurrent(
  series: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly ForecastCurrentRow[]> {
  const rows = z.array(teamMonth).parse(series);
  const complete = rows.filter((row) => row.is_complete).map((row) => row.month);
  const completeThrough = complete.sort().at(-1);
  if (completeThrough === undefined) return [];
  const forecasts: ForecastCurrentRow[] = [];
  for (const team of byTeam(rows)) {
    forecasts.push(...forecastTeam(team, completeThrough));
    // A hundred teams are seconds of CPU; the worker's heartbeats must get their turn.
    await setImmediate();
  }
  return forecasts;
}
