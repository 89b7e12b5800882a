import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerGroups } from '../../analytics/identity/customer-groups.ts';
import { dimCustomer } from '../../models/dim/customer.ts';
import { dimCustomerGroup } from '../../models/dim/customer-group.ts';
import { dimCustomerMap } from '../../models/dim/customer-map.ts';
import { dimCustomerMatch } from '../../models/dim/customer-match.ts';
import { dimDate } from '../../models/dim/date.ts';
import { dimEmployee } from '../../models/dim/employee.ts';
import { dimFxRate } from '../../models/dim/fx-rate.ts';
import { dimHanCharacter } from '../../models/dim/han-character.ts';
import { dimOrg } from '../../models/dim/org.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { buildGraph } from '../../planner/graph.ts';
import { type Bench, openBench } from '../bench.ts';

let bench: Bench;
const stage = warehouseAssets({ sources: [], precedence: [] });
const staged = (name: string): Asset => {
  const found = stage.find((asset) => asset.key === `stg.${name}`);
  if (found === undefined) throw new RangeError(`no stg.${name}`);
  return found;
};

async function buildCustomerMap(): Promise<void> {
  await bench.give(dimHanCharacter, []);
  await bench.build(dimCustomerMatch);
  const matches = await bench.read<Record<string, unknown>>('SELECT * FROM bench.dim_customer_match');
  await bench.give(
    dimCustomerGroup,
    customerGroups(matches, []).map((row) => ({ ...row })),
  );
  await bench.build(dimCustomerMap);
}

beforeAll(async () => {
  bench = await openBench();
}, 120_000);
afterAll(() => bench.stop());

it('counts the workdays of 2026 as the State Council announced them', { timeout: 120_000 }, async () => {
  await bench.build(dimDate);
  const months = await bench.read<{ workdays: number }>(
    'SELECT sum(is_workday) AS workdays FROM bench.dim_date WHERE year = 2026 AND quarter = 1 GROUP BY month ORDER BY month',
  );
  expect(months.map(({ workdays }) => Number(workdays))).toEqual([21, 16, 22]);
});

it('works as many days a year as the statutory holidays leave', { timeout: 120_000 }, async () => {
  const years = await bench.read<{ year: number; workdays: string }>(
    'SELECT year, sum(is_workday) AS workdays FROM bench.dim_date WHERE is_announced GROUP BY year ORDER BY year',
  );
  // Monday to Friday less 11 days off by law, 13 since 2025; 30 and 31 December 2022 change places with 2023.
  expect(years.map(({ year, workdays }) => [year, Number(workdays)])).toEqual([
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ]);
});

it('adjusts only Saturdays and Sundays', async () => {
  const wrong = await bench.read(
    'SELECT date FROM bench.dim_date WHERE is_adjusted_workday AND day_of_week < 6',
  );
  expect(wrong).toEqual([]);
});

it('has a leap day, and a year of 53 weeks that ends in the next one', async () => {
  const days = await bench.read(`
    SELECT toString(date) AS day, iso_year, iso_week FROM bench.dim_date
    WHERE toString(date) IN ('2027-01-03', '2027-01-04', '2028-02-29', '2027-02-29') ORDER BY date`);
  expect(days).toEqual([
    { day: '2027-01-03', iso_year: 2026, iso_week: 53 },
    { day: '2027-01-04', iso_year: 2027, iso_week: 1 },
    { day: '2028-02-29', iso_year: 2028, iso_week: 9 },
  ]);
});

it('begins the fiscal year where the company does', { timeout: 120_000 }, async () => {
  const april = await openBench({ timezone: 'Asia/Shanghai', base_currency: 'CNY', fiscal_year_start: 4 });
  await april.build(dimDate);
  const days = await april.read(
    "SELECT toString(date) AS day, fiscal_year, fiscal_quarter, fiscal_month FROM bench.dim_date WHERE date IN ('2026-03-31', '2026-04-01') ORDER BY date",
  );
  await april.stop();
  expect(days).toEqual([
    { day: '2026-03-31', fiscal_year: 2025, fiscal_quarter: 4, fiscal_month: 12 },
    { day: '2026-04-01', fiscal_year: 2026, fiscal_quarter: 1, fiscal_month: 1 },
  ]);
});

it('splits a person’s stretch where the team moves to another region', async () => {
  await bench.give(staged('org_unit'), [
    {
      org_id: 'R1',
      name: '华东',
      level: 'region',
      parent_id: 'O',
      valid_from: '2023-01-01',
      valid_to: '2299-12-31',
    },
    {
      org_id: 'R2',
      name: '华南',
      level: 'region',
      parent_id: 'O',
      valid_from: '2023-01-01',
      valid_to: '2299-12-31',
    },
    {
      org_id: 'T1',
      name: '一组',
      level: 'team',
      parent_id: 'R1',
      valid_from: '2023-01-01',
      valid_to: '2024-07-01',
    },
    {
      org_id: 'T1',
      name: '一组',
      level: 'team',
      parent_id: 'R2',
      valid_from: '2024-07-01',
      valid_to: '2299-12-31',
    },
  ]);
  await bench.give(staged('employee'), [
    { employee_id: 'E1', name: '李强' },
    { employee_id: 'E2', name: '王芳' },
  ]);
  await bench.give(staged('employee_assignment'), [
    { employee_id: 'E1', role: 'rep', org_id: 'T1', valid_from: '2024-01-01', valid_to: '2299-12-31' },
  ]);
  await bench.build(dimEmployee);
  const rows = await bench.read(
    'SELECT employee_id, team_name, region, toString(valid_from) AS since, toString(valid_to) AS until, is_current FROM bench.dim_employee ORDER BY employee_id, valid_from',
  );
  expect(rows).toEqual([
    {
      employee_id: 'E1',
      team_name: '一组',
      region: '华东',
      since: '2024-01-01',
      until: '2024-07-01',
      is_current: false,
    },
    {
      employee_id: 'E1',
      team_name: '一组',
      region: '华南',
      since: '2024-07-01',
      until: '2299-12-31',
      is_current: true,
    },
    {
      employee_id: 'E2',
      team_name: '',
      region: '',
      since: '1970-01-01',
      until: '2299-12-31',
      is_current: true,
    },
    {
      employee_id: 'unassigned',
      team_name: 'unassigned',
      region: 'unassigned',
      since: '1970-01-01',
      until: '2299-12-31',
      is_current: true,
    },
  ]);
});

it('knows the way from the top to a unit', async () => {
  await bench.build(dimOrg);
  const rows = await bench.read(
    "SELECT path, region, is_current FROM bench.dim_org WHERE org_id = 'T1' ORDER BY valid_from",
  );
  expect(rows).toEqual([
    { path: ['R1', 'T1'], region: '华东', is_current: false },
    { path: ['R2', 'T1'], region: '华南', is_current: true },
  ]);
});

it('unites accounts of one credit code, never by name', async () => {
  await bench.give(staged('customer'), [
    { customer_id: 'C1', name: '上海明远科技有限公司', credit_code: '91310000A', source: 'erp' },
    { customer_id: 'C2', name: '北京远大', credit_code: '91110000B', source: 'erp' },
    { customer_id: '001X', name: '上海明远科技', credit_code: '91310000A', source: 'crm' },
    { customer_id: 'C3', name: '北京远大', credit_code: '91110000C', source: 'erp' },
    { customer_id: 'C4', name: '无码', source: 'erp' },
    { customer_id: 'C5', name: '无码', credit_code: '', source: 'erp' },
  ]);
  await bench.give(staged('customer_merge'), []);
  await buildCustomerMap();
  await bench.build(dimCustomer);
  const rows = await bench.read(
    'SELECT customer_id, survivor_id FROM bench.dim_customer ORDER BY customer_id',
  );
  expect(rows).toEqual([
    { customer_id: '001X', survivor_id: 'C1' },
    { customer_id: 'C1', survivor_id: 'C1' },
    { customer_id: 'C2', survivor_id: 'C2' },
    { customer_id: 'C3', survivor_id: 'C3' },
    { customer_id: 'C4', survivor_id: 'C4' },
    { customer_id: 'C5', survivor_id: 'C5' },
  ]);
});

it('follows merges from their day on, over companies in between, and their undoing', async () => {
  await bench.give(staged('customer'), [
    { customer_id: 'C1', name: '甲', credit_code: 'A', source: 'erp' },
    { customer_id: '001', name: '甲', credit_code: 'A', source: 'crm' },
    ...['C2', 'C3', 'C4'].map((customer_id) => ({ customer_id, name: customer_id, source: 'erp' })),
  ]);
  await bench.give(staged('customer_merge'), [
    { from_id: 'C3', into_id: 'C2', merged_on: '2026-03-01' },
    { from_id: 'C2', into_id: '001', merged_on: '2026-05-01' },
    { from_id: 'C3', into_id: 'C3', merged_on: '2026-07-01' },
  ]);
  await buildCustomerMap();
  const on = (day: string) =>
    bench.read(`SELECT customer_id AS id, survivor_id AS is FROM bench.dim_customer_map
      WHERE valid_from <= '${day}' AND valid_to > '${day}' AND customer_id != survivor_id ORDER BY id`);
  const account = { id: '001', is: 'C1' };
  expect(await on('2026-02-28')).toEqual([account]);
  expect(await on('2026-03-01')).toEqual([account, { id: 'C3', is: 'C2' }]);
  expect(await on('2026-05-01')).toEqual([account, { id: 'C2', is: 'C1' }, { id: 'C3', is: 'C1' }]);
  expect(await on('2026-07-01')).toEqual([account, { id: 'C2', is: 'C1' }]);
});

it('finds merges that lead in a circle', async () => {
  await bench.give(staged('customer_merge'), [
    { from_id: 'C2', into_id: 'C3', merged_on: '2026-03-01' },
    { from_id: 'C3', into_id: 'C2', merged_on: '2026-05-01' },
  ]);
  await buildCustomerMap();
  const rows = await bench.read(
    "SELECT customer_id, toString(valid_from) AS since FROM bench.dim_customer_map WHERE method = 'circle' ORDER BY customer_id",
  );
  expect(rows).toEqual(['C2', 'C3'].map((customer_id) => ({ customer_id, since: '2026-05-01' })));
});

it('keeps a rate until the next one and turns round quotes from the company currency', async () => {
  await bench.give(staged('fx_rate'), [
    { rate_date: '2026-01-02', from_currency: 'USD', to_currency: 'CNY', rate: '7.1' },
    { rate_date: '2026-01-05', from_currency: 'USD', to_currency: 'CNY', rate: '7.2' },
    { rate_date: '2026-01-05', from_currency: 'CNY', to_currency: 'JPY', rate: '20' },
  ]);
  await bench.build(dimFxRate);
  const rows = await bench.read(
    'SELECT currency, toString(rate) AS rate, toString(valid_from) AS since, toString(valid_to) AS until FROM bench.dim_fx_rate ORDER BY currency, valid_from',
  );
  expect(rows).toEqual([
    { currency: 'CNY', rate: '1', since: '1970-01-01', until: '2299-12-31' },
    { currency: 'JPY', rate: '0.05', since: '2026-01-05', until: '2299-12-31' },
    { currency: 'USD', rate: '7.1', since: '2026-01-02', until: '2026-01-05' },
    { currency: 'USD', rate: '7.2', since: '2026-01-05', until: '2299-12-31' },
  ]);
});

it('computes every model from empty inputs without an error', { timeout: 120_000 }, async () => {
  const empty = await openBench();
  const graph = buildGraph(stage);
  for (const asset of graph.order.map((key) => graph.asset(key))) {
    if (asset.compute.kind === 'fn') {
      await empty.give(asset, []);
      continue;
    }
    await empty.build(asset).catch((cause: unknown) => {
      throw new Error(`${asset.key} fails`, { cause });
    });
  }
  await empty.stop();
});
