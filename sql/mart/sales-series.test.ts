import { afterAll, beforeAll, expect, it } from 'vitest';
import { dimDate } from '../../models/dim/date.ts';
import { martSalesSeries } from '../../models/mart/sales-series.ts';
import { martTeamMonthly } from '../../models/mart/team-monthly.ts';
import { assetNamed, type Bench, openBench } from '../bench.ts';

let bench: Bench;
const sale = (business_date: string, net_sales: number, team_id = 'T1') => ({
  ...{
    business_date,
    employee_id: 'E1',
    team_id,
    team_name: team_id,
    region: '华东',
    net_sales: String(net_sales),
  },
});
/** Every day of March and April 2026 but the given ones; 4 to 6 April is a holiday. */
const daysBut = (...missing: readonly string[]) =>
  Array.from({ length: 61 }, (_, at) =>
    new Date(Date.UTC(2026, 2, 1 + at)).toISOString().slice(0, 10),
  ).filter((day) => !missing.includes(day));

beforeAll(async () => {
  bench = await openBench();
  await bench.build(dimDate);
  await bench.give(assetNamed('mart.kpi_monthly'), []);
}, 120_000);
afterAll(() => bench.stop());

async function build(sales: readonly object[], ownDays: readonly object[] = []) {
  await bench.give(
    assetNamed('mart.sales_daily'),
    sales.map((row) => ({ ...row })),
  );
  await bench.give(
    assetNamed('stg.calendar_day'),
    ownDays.map((row) => ({ ...row })),
  );
  await bench.build(martSalesSeries);
  return bench.read<{ team: string; on: string; net: number; imputed: boolean }>(`
    SELECT team_id AS team, toString(day) AS on, net_sales AS net, is_imputed AS imputed
    FROM bench.mart_sales_series ORDER BY team, day`);
}

it('fills a workday of which nothing was loaded between the workdays around it, and says so', async () => {
  // Tuesday the 10th and the 11th and 12th are missing; Friday the 20th and Monday the 23rd have a weekend between them.
  const special = [
    sale('2026-03-09', 10),
    sale('2026-03-13', 50),
    sale('2026-03-20', 10),
    sale('2026-03-24', 30),
  ];
  const missing = [
    '2026-03-09',
    '2026-03-10',
    '2026-03-11',
    '2026-03-12',
    '2026-03-13',
    '2026-03-20',
    '2026-03-23',
    '2026-03-24',
  ];
  const rows = await build([
    ...daysBut(...missing).map((day) => sale(day, 5)),
    ...special,
    sale('2026-03-02', 7, 'T2'),
  ]);
  expect(
    rows.filter(({ imputed, team }) => imputed && team === 'T1').map(({ on, net }) => [on, net]),
  ).toEqual([
    ['2026-03-10', 20],
    ['2026-03-11', 30],
    ['2026-03-12', 40],
    ['2026-03-23', 20],
  ]);
  // Of a team that sells seldom the days around were 0.
  expect(rows.filter(({ team, net }) => team === 'T2' && net !== 0)).toMatchObject([
    { on: '2026-03-02', net: 7 },
  ]);
  expect(rows.filter(({ team }) => team === 'T1')).toHaveLength(61);
  await bench.build(martTeamMonthly);
  expect(
    await bench.read(`SELECT formatDateTime(month, '%Y-%m') AS in_month, toFloat64(net_sales) AS net, imputed_sales, imputed_days
      FROM bench.mart_team_monthly WHERE team_id = 'T1' ORDER BY in_month`),
  ).toEqual([
    // What was sold stays what it was.
    { in_month: '2026-03', net: 23 * 5 + 100, imputed_sales: 110, imputed_days: 4 },
    { in_month: '2026-04', net: 150, imputed_sales: 0, imputed_days: 0 },
  ]);
});

it('leaves holidays, days off of the company’s own and weekends at nothing', async () => {
  const off = ['2026-03-14', '2026-04-04', '2026-04-05', '2026-04-06', '2026-03-18'];
  const rows = await build(
    daysBut(...off).map((day) => sale(day, 5)),
    [{ date: '2026-03-18', is_workday: false }],
  );
  expect(rows.filter(({ imputed }) => imputed)).toEqual([]);
  expect(rows.filter(({ net }) => net === 0).map(({ on }) => on)).toEqual([...off].sort());
});

it('takes silence for nothing sold where silence is common, or little is known', async () => {
  const everyThird = daysBut().filter((_, at) => at % 3 === 0);
  expect((await build(everyThird.map((day) => sale(day, 5)))).filter(({ imputed }) => imputed)).toEqual([]);
  const fewDays = daysBut('2026-03-10').slice(0, 20);
  expect((await build(fewDays.map((day) => sale(day, 5)))).filter(({ imputed }) => imputed)).toEqual([]);
  expect(await build([])).toEqual([]);
});
