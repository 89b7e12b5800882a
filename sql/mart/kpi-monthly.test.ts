import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { dimDate } from '../../models/dim/date.ts';
import { readCatalogue } from '../../models/kpi/read.ts';
import { martSalesDaily } from '../../models/mart/sales-daily.ts';
import { martSocialWeekly } from '../../models/mart/social-weekly.ts';
import { martTeamMonthly } from '../../models/mart/team-monthly.ts';
import { modelAssets, warehouseAssets } from '../../models/warehouse.ts';
import { type Bench, beforeKpis, openBench } from '../bench.ts';

let bench: Bench;
const assets = warehouseAssets({ sources: [], precedence: [], kpis: readCatalogue(builtInFiles('kpis')) });
const asset = (key: string) => {
  const found = assets.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`no ${key}`);
  return found;
};
const booking = (
  order_no: string,
  customer_id: string,
  business_date: string,
  net_base: string,
  more: object = {},
) => ({
  ...{ order_no, customer_id, business_date, booked_business_date: business_date, net_base },
  ...{ line_no: 1, event_type: 'booking', order_status: 'confirmed', product_id: 'P1', ...more },
});
const credit = (order_no: string, employee_id: string, share: string, is_primary: boolean) => ({
  ...{ order_no, employee_id, share, is_primary, kind: 'revenue' },
});
const member = (employee_id: string, team_id: string, valid_from: string, valid_to: string) => ({
  ...{
    employee_id,
    name: `name ${employee_id}`,
    team_id,
    team_name: team_id,
    region: '华东',
    valid_from,
    valid_to,
  },
});

beforeAll(async () => {
  bench = await openBench();
  for (const one of modelAssets) await bench.give(one, []);
  await bench.give(
    asset('fct.order_event'),
    [
      booking('A', 'C1', '2025-08-05', '100'),
      booking('B', 'C1', '2025-08-25', '900'),
      booking('C', 'C2', '2026-07-10', '200'),
      booking('C', 'C2', '2026-08-02', '-200', {
        event_type: 'cancellation',
        event_seq: 1,
        order_status: 'cancelled',
      }),
      booking('D', 'C2', '2026-07-31', '50'),
      booking('E', 'X2', '2026-08-10', '1000'),
      booking('F', 'C3', '2026-08-10', '300'),
    ].map((event) =>
      event.order_no === 'C'
        ? { ...event, order_status: 'cancelled', booked_business_date: '2026-07-10' }
        : event,
    ),
  );
  await bench.give(asset('fct.order_credit'), [
    credit('A', 'E1', '1', true),
    credit('B', 'E1', '1', true),
    credit('C', 'E1', '1', true),
    credit('D', 'E2', '1', true),
    credit('E', 'E1', '0.7', true),
    credit('E', 'E2', '0.3', false),
    credit('F', 'unassigned', '1', true),
  ]);
  const accounts = [
    { customer_id: 'C2', survivor_id: 'C2' },
    { customer_id: 'X2', survivor_id: 'C2' },
  ];
  await bench.give(asset('dim.customer'), accounts);
  await bench.give(asset('dim.customer_survivor'), accounts.slice(1));
  await bench.give(asset('dim.employee'), [
    member('E1', 'T1', '2025-01-01', '2026-08-15'),
    member('E1', 'T2', '2026-08-15', '2299-12-31'),
    member('E2', 'T1', '2026-08-01', '2299-12-31'),
    member('unassigned', 'unassigned', '1970-01-01', '2299-12-31'),
  ]);
  const target = (
    employee_id: string,
    period_start: string,
    period_end: string,
    days: number,
    value: string,
  ) => ({
    ...{ employee_id, period_start, period_end, days, value, kpi: 'net_sales', is_in_force: true },
  });
  await bench.give(asset('fct.target'), [
    target('E1', '2026-08-01', '2026-09-01', 31, '1000'),
    target('E3', '2026-07-17', '2026-08-17', 31, '310'),
    { ...target('E1', '2026-08-01', '2026-09-01', 31, '5'), is_in_force: false },
  ]);
  for (const key of ['fct.first_order', 'fct.target_month', ...beforeKpis, 'mart.kpi_monthly'])
    await bench.build(asset(key));
}, 120_000);
afterAll(() => bench.stop());

const kpi = (name: string) =>
  bench.read(`
    SELECT formatDateTime(month, '%Y-%m') AS month, employee_id AS who, toString(numerator) AS up, toString(denominator) AS down,
        round(value, 4) AS value
    FROM bench.mart_kpi_monthly WHERE kpi = '${name}' ORDER BY month, who`);

it('posts sales in the month of each event, by share', async () => {
  expect(await kpi('net_sales')).toEqual([
    { month: '2025-08', who: 'E1', up: '1000', down: null, value: 1000 },
    { month: '2026-07', who: 'E1', up: '200', down: null, value: 200 },
    { month: '2026-07', who: 'E2', up: '50', down: null, value: 50 },
    { month: '2026-08', who: 'E1', up: '500', down: null, value: 500 },
    { month: '2026-08', who: 'E2', up: '300', down: null, value: 300 },
    { month: '2026-08', who: 'unassigned', up: '300', down: null, value: 300 },
  ]);
});

it('counts an order once, for the largest share, and no cancelled one', async () => {
  expect(await kpi('orders')).toEqual([
    { month: '2025-08', who: 'E1', up: '2', down: null, value: 2 },
    { month: '2026-07', who: 'E2', up: '1', down: null, value: 1 },
    { month: '2026-08', who: 'E1', up: '1', down: null, value: 1 },
    { month: '2026-08', who: 'unassigned', up: '1', down: null, value: 1 },
  ]);
});

it('attains against the target in force, by days where a period crosses months, n/a without one', async () => {
  const rows = await kpi('attainment');
  expect(rows).toEqual([
    { month: '2025-08', who: 'E1', up: '1000', down: null, value: null },
    { month: '2026-07', who: 'E1', up: '200', down: null, value: null },
    { month: '2026-07', who: 'E2', up: '50', down: null, value: null },
    { month: '2026-07', who: 'E3', up: '0', down: '150', value: 0 },
    { month: '2026-08', who: 'E1', up: '500', down: '1000', value: 0.5 },
    { month: '2026-08', who: 'E2', up: '300', down: null, value: null },
    { month: '2026-08', who: 'E3', up: '0', down: '160', value: 0 },
  ]);
});

it('compares the running month with as many days of last year', async () => {
  expect(await kpi('growth_yoy')).toContainEqual({
    month: '2026-08',
    who: 'E1',
    up: '400',
    down: '100',
    value: 4,
  });
});

it('has no growth on nothing', async () => {
  expect(await kpi('growth_mom')).toContainEqual({
    month: '2026-07',
    who: 'E2',
    up: '50',
    down: null,
    value: null,
  });
});

it('finds a new customer by company, at the first order that is worth something', async () => {
  expect(await kpi('new_customers')).toEqual([
    { month: '2025-08', who: 'E1', up: '1', down: null, value: 1 },
    { month: '2026-07', who: 'E2', up: '1', down: null, value: 1 },
    { month: '2026-08', who: 'unassigned', up: '1', down: null, value: 1 },
  ]);
});

it('shows people in the team of the month’s end, and before their first one in that', async () => {
  const rows = await bench.read(`
    SELECT formatDateTime(month, '%Y-%m') AS in_month, employee_id AS who, team_id AS team
    FROM bench.mart_kpi_monthly WHERE kpi = 'net_sales' AND month >= '2026-07-01' ORDER BY in_month, who`);
  expect(rows).toEqual([
    { in_month: '2026-07', who: 'E1', team: 'T1' },
    { in_month: '2026-07', who: 'E2', team: 'T1' },
    { in_month: '2026-08', who: 'E1', team: 'T2' },
    { in_month: '2026-08', who: 'E2', team: 'T1' },
    { in_month: '2026-08', who: 'unassigned', team: 'unassigned' },
  ]);
});

it('makes a series without gaps of every team and says which month is not over', async () => {
  await bench.build(dimDate);
  await bench.build(martSalesDaily);
  await bench.build(martTeamMonthly);
  const rows = await bench.read(`
    SELECT team_id AS team, toUInt32(count()) AS months, toUInt32(countIf(net_sales = 0)) AS empty, toUInt32(countIf(NOT is_complete)) AS open
    FROM bench.mart_team_monthly GROUP BY team ORDER BY team`);
  expect(rows).toEqual([
    { team: 'T1', months: 13, empty: 10, open: 1 },
    { team: 'T2', months: 1, empty: 0, open: 1 },
    { team: 'unassigned', months: 1, empty: 0, open: 1 },
  ]);
});

it('weighs what is said of a brand in a week', async () => {
  const said = (mention_id: string, brand: string, sentiment: string) => ({
    ...{ mention_id, brand, sentiment, is_own: brand === '启衡', business_date: '2026-08-05' },
  });
  await bench.give(asset('fct.social_mention'), [
    said('1', '启衡', 'positive'),
    said('2', '启衡', 'positive'),
    said('3', '启衡', 'negative'),
    said('3', '西域', 'neutral'),
  ]);
  await bench.build(martSocialWeekly);
  const rows = await bench.read(`
    SELECT toString(week) AS week, brand, mentions, round(net_sentiment, 4) AS sentiment, share_of_voice AS share
    FROM bench.mart_social_weekly ORDER BY brand`);
  expect(rows).toEqual([
    { week: '2026-08-03', brand: '启衡', mentions: 3, sentiment: 0.3333, share: 0.75 },
    { week: '2026-08-03', brand: '西域', mentions: 1, sentiment: 0, share: 0.25 },
  ]);
});
