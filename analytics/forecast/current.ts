import { forecastMonthly } from './forecast-monthly.ts';

/** A month of a team's series, as `mart.team_monthly` holds it. */
interface TeamMonth {
  readonly month: string;
  readonly team_id: string;
  readonly team_name: string;
  readonly region: string;
  readonly net_sales: string;
  readonly is_complete: boolean;
}

/** A row of `mart.forecast_current`. Amounts are decimal text. */
interface ForecastRow {
  readonly team_id: string;
  readonly team_name: string;
  readonly region: string;
  readonly month: string;
  readonly forecast: string;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly model: string;
  readonly backtest_wape: number | null;
  readonly naive_wape: number | null;
}

const horizon = 3;

/** Forecasts each team's next three months from its complete months; the running month is forecast, not believed. */
export function forecastCurrent(
  series: readonly Readonly<Record<string, unknown>>[],
): readonly ForecastRow[] {
  const byTeam = new Map<string, TeamMonth[]>();
  for (const row of series.map(teamMonth)) byTeam.set(row.team_id, [...(byTeam.get(row.team_id) ?? []), row]);
  return [...byTeam.keys()].sort().flatMap((team) => forecastTeam(byTeam.get(team) ?? []));
}

function forecastTeam(unordered: readonly TeamMonth[]): readonly ForecastRow[] {
  const months = unordered.toSorted((a, b) => a.month.localeCompare(b.month));
  const newest = months[months.length - 1];
  const complete = months.filter(({ is_complete }) => is_complete);
  const completeThrough = complete[complete.length - 1]?.month;
  if (newest === undefined || completeThrough === undefined) return [];
  const points = complete.map(({ month, net_sales }) => ({ month, value: net_sales }));
  const { months: ahead, backTest } = forecastMonthly(points, { horizon, completeThrough });
  const { team_id, team_name, region } = newest;
  return ahead.map((month) => ({
    ...{ team_id, team_name, region },
    ...month,
    backtest_wape: backTest.wape,
    naive_wape: backTest.seasonalNaiveWape,
  }));
}

function teamMonth(row: Readonly<Record<string, unknown>>): TeamMonth {
  const text = (name: string) => String(row[name] ?? '');
  return {
    month: text('month'),
    team_id: text('team_id'),
    team_name: text('team_name'),
    region: text('region'),
    net_sales: text('net_sales'),
    is_complete: row.is_complete === true,
  };
}
