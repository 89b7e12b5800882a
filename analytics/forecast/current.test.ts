import { expect, it } from 'vitest';
import { forecastCurrent } from './current.ts';
import { monthAfter } from './series.ts';

function team(id: string, length: number, sales: (index: number) => number, region = 'North') {
  return Array.from({ length }, (_, index) => ({
    team_id: id,
    team_name: `Team ${id}${index === length - 1 ? ' (new name)' : ''}`,
    region,
    month: monthAfter('2023-01-01', index),
    net_sales: sales(index).toFixed(12),
    imputed_sales: 0,
    imputed_days: 0,
    target: null,
    workdays: 21,
    is_complete: index < 30,
  }));
}

it('forecasts three months for every team, from the newest complete month on', async () => {
  const rows = [
    ...team('b', 31, () => 500, 'South'),
    ...team('a', 31, (index) => (index === 30 ? 1 : 100 * ((index % 12) + 1))),
  ];
  const forecasts = await forecastCurrent(rows);
  expect(forecasts.map(({ team_id, month }) => [team_id, month])).toEqual(
    ['a', 'b'].flatMap((id) => ['2025-07-01', '2025-08-01', '2025-09-01'].map((month) => [id, month])),
  );
  expect(forecasts[0]).toEqual({
    team_id: 'a',
    team_name: 'Team a (new name)',
    region: 'North',
    month: '2025-07-01',
    forecast: '700.00',
    lower: '700.00',
    upper: '700.00',
    model: 'seasonal naive',
    imputed_months: '',
    backtest_wape: 0,
    naive_wape: 0,
  });
});

it('leaves out a team that sold nothing for a year', async () => {
  const rows = [...team('gone', 30, (index) => (index < 10 ? 100 : 0)), ...team('here', 30, () => 100)];
  expect(new Set((await forecastCurrent(rows)).map((row) => row.team_id))).toEqual(new Set(['here']));
});

it('says nothing before a month is complete', async () => {
  expect(await forecastCurrent([])).toEqual([]);
  const running = team('a', 1, () => 5).map((row) => ({ ...row, is_complete: false }));
  expect(await forecastCurrent(running)).toEqual([]);
});

it('goes on from what is filled for days that were not loaded, and names their months', async () => {
  const short = (index: number) => (index === 28 ? 80 : 100);
  const months = team('a', 30, short).map((row) => ({ ...row, is_complete: true }));
  const filled = months.map((row, index) =>
    index === 28 ? { ...row, imputed_sales: 20, imputed_days: 4 } : row,
  );
  const [plain, mended] = [await forecastCurrent(months), await forecastCurrent(filled)];
  expect(plain.map(({ imputed_months }) => imputed_months)).toEqual(['', '', '']);
  expect(mended.map(({ forecast, imputed_months }) => [forecast, imputed_months])).toEqual(
    Array.from({ length: 3 }, () => ['100.00', '2025-05']),
  );
  expect(mended[0]?.backtest_wape).toBe(0);
  expect(plain[0]?.backtest_wape).toBeGreaterThan(0);
});
