import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { readAwards } from '../../models/award/read.ts';
import { readCatalogue } from '../../models/kpi/read.ts';
import { martRanking } from '../../models/mart/ranking.ts';
import { modelAssets, warehouseAssets } from '../../models/warehouse.ts';
import { type Bench, openBench } from '../bench.ts';

let bench: Bench;
const kpis = readCatalogue(builtInFiles('kpis'));
const awards = readAwards(builtInFiles('awards'), kpis);
const assets = warehouseAssets({ sources: [], precedence: [], kpis, awards });
const asset = (key: string) => {
  const found = assets.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`no ${key}`);
  return found;
};

const figure = (
  month: string,
  kpi: string,
  employee_id: string,
  value: number | null,
  more: object = {},
) => ({
  ...{ month, kpi, employee_id, value, numerator: String(value ?? 0), denominator: null, rows_included: 1 },
  ...more,
});
const person = (employee_id: string, team_id: string, more: object = {}) => ({
  ...{ employee_id, name: `name ${employee_id}`, role: 'rep', kind: 'rep', team_id, region: '华东' },
  ...{ hire_date: '2020-01-01', valid_from: '2020-01-01', valid_to: '2299-12-31', ...more },
});
const event = (order_no: string, business_date: string, dq_status = 'ok') => ({
  order_no,
  business_date,
  dq_status,
});

interface Place {
  readonly who: string;
  readonly rank: number | null;
}

beforeAll(async () => {
  bench = await openBench();
  for (const one of modelAssets) await bench.give(one, []);
  await bench.build(asset('dim.leaderboard'));
  await bench.give(asset('dim.employee'), [
    person('E1', 'T1', { valid_to: '2026-07-15' }),
    person('E1', 'T2', { valid_from: '2026-07-15' }),
    person('E2', 'T1'),
    person('E3', 'T1'),
    person('E4', 'T1', { hire_date: '2026-07-20', valid_from: '2026-07-20' }),
    person('E5', 'T2', { role: 'senior_rep' }),
    person('E6', 'T2'),
    person('E7', 'T2', { leave_date: '2026-07-15' }),
    person('E8', 'T2', { leave_date: '2026-07-31' }),
    person('unassigned', 'unassigned'),
  ]);
  await bench.give(asset('mart.kpi_monthly'), [
    ...[figure('2026-06-01', 'net_sales', 'E1', 50), figure('2026-06-01', 'net_sales', 'E2', 100)],
    figure('2026-06-01', 'net_sales', 'E3', 75),
    ...[figure('2026-07-01', 'net_sales', 'E1', 300), figure('2026-07-01', 'net_sales', 'E2', 200)],
    ...[figure('2026-07-01', 'net_sales', 'E3', 200), figure('2026-07-01', 'net_sales', 'E4', 900)],
    ...[figure('2026-07-01', 'net_sales', 'E5', 100), figure('2026-07-01', 'net_sales', 'E6', 800)],
    figure('2026-07-01', 'net_sales', 'unassigned', 5000),
    figure('2026-07-01', 'conversion', 'E1', 1, { numerator: '4', denominator: '4' }),
    figure('2026-07-01', 'conversion', 'E2', 0.4, { numerator: '4', denominator: '10' }),
    figure('2026-07-01', 'conversion', 'E3', null, { reason: 'no_base' }),
    figure('2026-07-01', 'follow_up_gap', 'E1', 0.5, { denominator: '10' }),
    figure('2026-07-01', 'follow_up_gap', 'E2', 0.1, { denominator: '10' }),
    figure('2026-07-01', 'csat', 'E1', 4.5, { reason: 'team_value' }),
    figure('2026-07-01', 'cac', 'E1', 1),
    ...[figure('2026-07-01', 'orders', 'E7', 9), figure('2026-07-01', 'orders', 'E8', 7)],
  ]);
  await bench.give(
    asset('mart.kpi_quarterly'),
    [figure('2026-07-01', 'net_sales', 'E1', 10), figure('2026-07-01', 'net_sales', 'E6', 20)].map(
      ({ month, ...rest }) => ({ quarter: month, ...rest }),
    ),
  );
  await bench.give(asset('dim.appraisal_period'), [
    { period_id: '2026Q2', period_start: '2026-04-01', period_end: '2026-07-01' },
    // Of a company whose year begins in February.
    { period_id: 'fiscal', period_start: '2026-05-01', period_end: '2026-08-01' },
  ]);
  const scored = (employee_id: string, part: string, final_score: string | null, period_id = '2026Q2') => ({
    ...{ period_id, plan_id: 'P', employee_id, part, final_score },
  });
  await bench.give(asset('mart.commission_statement'), [
    ...[scored('E1', 'rep', '88.5'), scored('E2', 'rep', '91'), scored('E3', 'rep', null)],
    ...[
      scored('E2', 'manager', '1'),
      scored('E6', 'rep', '99', 'fiscal'),
      scored('E2', 'rep', '80', 'fiscal'),
    ],
  ]);
  await bench.give(asset('fct.order_event'), [
    event('A', '2026-06-02'),
    ...[event('X', '2026-07-05', 'under_review'), event('B', '2026-08-20')],
  ]);
  await bench.give(asset('fct.month_credit'), [
    { month: '2026-07-01', order_no: 'X', employee_id: 'E6', share: '1', booked_on: '2026-07-05' },
  ]);
  await bench.build(martRanking);
}, 120_000);
afterAll(() => bench.stop());

const places = (where: string) =>
  bench.read<Place>(`SELECT employee_id AS who, rank FROM bench.mart_ranking WHERE ${where} ORDER BY who`);
const of = (kpi: string, scope = 'company', grain = 'month') =>
  `period = '2026-07-01' AND kpi = '${kpi}' AND scope = '${scope}' AND grain = '${grain}'`;

it('gives equals one place and leaves the next ones free', async () => {
  expect(await places(of('net_sales'))).toEqual([
    { who: 'E1', rank: 1 },
    { who: 'E2', rank: 2 },
    { who: 'E3', rank: 2 },
    { who: 'E4', rank: null },
    { who: 'E5', rank: 4 },
    { who: 'E6', rank: null },
  ]);
  const tied = await bench.read(
    `SELECT employee_id AS who, tied, ranked FROM bench.mart_ranking WHERE ${of('net_sales')} AND rank = 2 ORDER BY who`,
  );
  expect(tied).toEqual([
    { who: 'E2', tied: 1, ranked: 4 },
    { who: 'E3', tied: 1, ranked: 4 },
  ]);
});

it('ranks among region, team and role as they are at the end of the period', async () => {
  expect(await places(`${of('net_sales', 'team')} AND member = 'T2'`)).toEqual([
    { who: 'E1', rank: 1 },
    { who: 'E5', rank: 2 },
    { who: 'E6', rank: null },
  ]);
  expect(await places(`${of('net_sales', 'role')} AND member = 'senior_rep'`)).toEqual([
    { who: 'E5', rank: 1 },
  ]);
  expect(await places(`${of('net_sales', 'region')} AND member = '华东' AND rank <= 2`)).toHaveLength(3);
});

it('says why somebody does not take part', async () => {
  const left = await bench.read(`
    SELECT kpi, employee_id AS who, reason FROM bench.mart_ranking
    WHERE period = '2026-07-01' AND grain = 'month' AND scope = 'company' AND reason != '' ORDER BY kpi, who`);
  expect(left).toEqual([
    { kpi: 'conversion', who: 'E1', reason: 'base_too_small' },
    { kpi: 'conversion', who: 'E3', reason: 'no_value' },
    { kpi: 'csat', who: 'E1', reason: 'team_value' },
    { kpi: 'net_sales', who: 'E4', reason: 'too_short' },
    { kpi: 'net_sales', who: 'E6', reason: 'held' },
    { kpi: 'orders', who: 'E7', reason: 'left' },
  ]);
});

it('puts the lowest first where less is better, and ranks nothing that nobody declared', async () => {
  expect(await places(of('follow_up_gap'))).toEqual([
    { who: 'E1', rank: 2 },
    { who: 'E2', rank: 1 },
  ]);
  expect(await places(`kpi = 'cac'`)).toEqual([]);
});

it('compares with the place before on the same leaderboard', async () => {
  const moved = await bench.read(`
    SELECT employee_id AS who, rank_before AS was, movement, value_before AS had
    FROM bench.mart_ranking WHERE ${of('net_sales')} AND rank IS NOT NULL ORDER BY who`);
  expect(moved).toEqual([
    { who: 'E1', was: 3, movement: 2, had: 50 },
    { who: 'E2', was: 1, movement: -1, had: 100 },
    { who: 'E3', was: 2, movement: 0, had: 75 },
    { who: 'E5', was: null, movement: null, had: null },
  ]);
  // E1 was in another team then: that is another leaderboard.
  const [inTeam] = await bench.read(
    `SELECT rank_before AS was FROM bench.mart_ranking WHERE ${of('net_sales', 'team')} AND employee_id = 'E1'`,
  );
  expect(inTeam).toEqual({ was: null });
});

it('knows quarters, the scores of appraised periods, and which period is over', async () => {
  expect(await places(of('net_sales', 'company', 'quarter'))).toEqual([
    { who: 'E1', rank: 1 },
    { who: 'E6', rank: null },
  ]);
  expect(
    await places(`kpi = 'score' AND grain = 'quarter' AND scope = 'company' AND period = '2026-04-01'`),
  ).toEqual([
    { who: 'E1', rank: 2 },
    { who: 'E2', rank: 1 },
    { who: 'E3', rank: null },
  ]);
  // An order of E6 is under review in its last month.
  expect(await places(`kpi = 'score' AND scope = 'company' AND period = '2026-05-01'`)).toEqual([
    { who: 'E2', rank: 1 },
    { who: 'E6', rank: null },
  ]);
  const over = await bench.read(`
    SELECT DISTINCT grain, toString(period) AS start, is_complete AS done FROM bench.mart_ranking ORDER BY grain, start`);
  expect(over).toEqual([
    { grain: 'month', start: '2026-06-01', done: true },
    { grain: 'month', start: '2026-07-01', done: true },
    { grain: 'quarter', start: '2026-04-01', done: true },
    { grain: 'quarter', start: '2026-05-01', done: true },
    { grain: 'quarter', start: '2026-07-01', done: false },
  ]);
});

const winners = (award: string, start = '2026-07-01') =>
  bench.read(`
    SELECT employee_id AS who, round(measured, 4) AS measured, place, shared_with AS others
    FROM bench.mart_award WHERE award = '${award}' AND period = '${start}' ORDER BY who`);
it('gives the award of the month to the best one whose data stands, and of a running period to nobody', async () => {
  await bench.build(asset('mart.award'));
  expect(await winners('best_sales_of_month')).toEqual([{ who: 'E1', measured: 300, place: 1, others: 0 }]);
  expect(await winners('best_sales_of_month', '2026-06-01')).toEqual([
    { who: 'E2', measured: 100, place: 1, others: 0 },
  ]);
});

it('gives a month the same rows whatever months are built with it, and the places before without who was held', async () => {
  await bench.give(asset('fct.order_event'), [
    ...[event('Y', '2026-06-05', 'under_review'), event('X', '2026-07-05', 'under_review')],
    event('B', '2026-08-20'),
  ]);
  await bench.give(asset('fct.month_credit'), [
    { month: '2026-06-01', order_no: 'Y', employee_id: 'E2', share: '1' },
    { month: '2026-07-01', order_no: 'X', employee_id: 'E6', share: '1' },
  ]);
  const july = async (...months: string[]) => {
    await bench.build(martRanking, months);
    return bench.read(`SELECT * FROM bench.mart_ranking WHERE period = '2026-07-01' ORDER BY ALL`);
  };
  const alone = await july('2026-07-01');
  expect(alone).toEqual(await july('2026-06-01', '2026-07-01'));
  const before = await bench.read(`
    SELECT employee_id AS who, rank_before AS was FROM bench.mart_ranking
    WHERE ${of('net_sales')} AND rank <= 2 ORDER BY who`);
  expect(before).toEqual([
    { who: 'E1', was: 2 },
    { who: 'E2', was: null },
    { who: 'E3', was: 1 },
  ]);
  expect(await places(of('net_sales'))).toContainEqual({ who: 'E6', rank: null });
});
