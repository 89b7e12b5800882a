import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerGroups } from '../../analytics/identity/customer-groups.ts';
import { builtInFiles } from '../../config/declaration-files.ts';
import { projectRoot } from '../../config/project-root.ts';
import type { Asset } from '../../models/kit/asset.ts';
import { type Check, checkName } from '../../models/kit/check.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { readCatalogue } from '../../models/kpi/read.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { buildGraph } from '../../planner/graph.ts';
import { type Bench, openBench, tableOf } from '../../sql/bench.ts';
import { checkStatement } from '../../warehouse/check-sql.ts';
import { type Truth, truthFor } from '../truth/truth.ts';
import { giveStreams, source } from './company-streams.fixture.ts';

// Rows of the generator, put where staging would see them, through mappings, facts and marts, against the truth.
const company = { seed: 'mapping', start: '2025-06-01', until: '2026-03-20', scale: 0.08 };
let bench: Bench;
let truth: Truth;
let assets: readonly Asset[];

beforeAll(async () => {
  bench = await openBench();
  truth = truthFor(company);
  const sources = [source('erp', 'sql'), source('crm', 'salesforce'), source('social', 'weibo')];
  assets = warehouseAssets({
    sources,
    precedence: ['erp', 'crm'],
    kpis: readCatalogue(builtInFiles('kpis')),
  });
  await giveStreams(bench, company);
  const graph = buildGraph(assets);
  for (const key of graph.order) {
    const asset = graph.asset(key);
    // What else TypeScript computes is another test's matter; marts read it, typed and empty.
    const fill = asset.compute.kind === 'fn' ? bench.give(asset, []) : bench.build(asset);
    const made = key === 'dim.customer_group' ? fill.then(() => groupCustomers(asset)) : fill;
    await made.catch((cause: unknown) => {
      throw new Error(`${key} fails`, { cause });
    });
  }
}, 300_000);
afterAll(() => bench.stop());

async function groupCustomers(group: Asset): Promise<void> {
  const matches = await bench.read<Record<string, unknown>>('SELECT * FROM bench.dim_customer_match');
  await bench.give(
    group,
    customerGroups(matches, []).map((row) => ({ ...row })),
  );
}

it('shows every employee’s net sales of every month to the fen', async () => {
  const shown = await bench.read<{ month: string; employee: string; net: string }>(`
    SELECT formatDateTime(month, '%Y-%m') AS month, employee_id AS employee, toString(numerator) AS net
    FROM bench.mart_kpi_monthly WHERE kpi = 'net_sales' ORDER BY month, employee`);
  const expected = truth.employeeMonths
    .map(({ month, employee, net }) => ({ month, employee, net: plain(net) }))
    .filter(
      ({ month, employee, net }) =>
        net !== '0' || shown.some((row) => row.month === month && row.employee === employee),
    );
  expect(shown.map((row) => ({ ...row, net: plain(row.net) }))).toEqual(expected);
});

it('counts the orders that are not cancelled in the month of their booking', async () => {
  const shown = await bench.read<{ month: string; orders: string }>(`
    SELECT formatDateTime(month, '%Y-%m') AS month, toString(toInt64(sum(numerator))) AS orders
    FROM bench.mart_kpi_monthly WHERE kpi = 'orders' GROUP BY month ORDER BY month`);
  const expected = truth.months.map(({ month, orders }) => ({ month, orders: String(orders) }));
  expect(shown).toEqual(expected.filter(({ orders }) => orders !== '0'));
});

it('collects at the rate of the booking and knows what came in at the rate of the day', async () => {
  const shown = await bench.read<{ month: string; booking: string; receipt: string }>(`
    SELECT formatDateTime(payment.business_date, '%Y-%m') AS month,
        toString(sum(amount_at_order_rate_base)) AS booking, toString(sum(amount_at_receipt_rate_base)) AS receipt
    FROM bench.fct_payment AS payment WHERE invoice_no != '' GROUP BY month ORDER BY month`);
  const expected = truth.months
    .map(({ month, receiptsAtBookingRate, receiptsAtReceiptRate }) => ({
      ...{ month, booking: plain(receiptsAtBookingRate), receipt: plain(receiptsAtReceiptRate) },
    }))
    .filter(({ booking }) => booking !== '0');
  expect(shown.map((row) => ({ ...row, booking: plain(row.booking), receipt: plain(row.receipt) }))).toEqual(
    expected,
  );
});

it('has the days add up to the months', async () => {
  const wrong = await bench.read(`
    SELECT month, employee_id, sum(daily) AS days, sum(monthly) AS months FROM (
        SELECT toStartOfMonth(business_date) AS month, employee_id, net_sales AS daily, toDecimal128(0, 12) AS monthly
        FROM bench.mart_sales_daily
        UNION ALL SELECT month, employee_id, 0, numerator FROM bench.mart_kpi_monthly WHERE kpi = 'net_sales')
    GROUP BY month, employee_id HAVING days != months`);
  expect(wrong).toEqual([]);
});

it('counts visits and calls', async () => {
  const shown = await bench.read<{ employee: string; month: string; visits: string; calls: string }>(`
    SELECT employee_id AS employee, formatDateTime(business_date, '%Y-%m') AS month,
        toUInt32(countIf(type = 'visit')) AS visits, toUInt32(countIf(type = 'call')) AS calls
    FROM bench.fct_activity GROUP BY employee, month ORDER BY month, employee`);
  expect(shown).toEqual(truth.activityMonths);
});

it('knows what was won and lost in the month of the last closing', async () => {
  const shown = await bench.read<{
    month: string;
    won: number;
    lost: number;
    wonAmount: string;
    lostAmount: string;
  }>(`
    SELECT formatDateTime(assumeNotNull(close_date), '%Y-%m') AS month, toUInt32(countIf(is_won)) AS won,
        toUInt32(countIf(NOT is_won)) AS lost, toString(coalesce(sumIf(amount_base, is_won), 0)) AS wonAmount,
        toString(coalesce(sumIf(amount_base, NOT is_won), 0)) AS lostAmount
    FROM bench.fct_opportunity WHERE is_closed GROUP BY month ORDER BY month`);
  const money = (row: (typeof shown)[number]) => ({
    ...row,
    wonAmount: plain(row.wonAmount),
    lostAmount: plain(row.lostAmount),
  });
  expect(shown.map(money)).toEqual(truth.opportunityMonths.map(money));
});

it('has the targets in force', async () => {
  const shown = await bench.read<{
    employee: string;
    month: string;
    kpi: string;
    version: number;
    amount: string;
  }>(`
    SELECT employee_id AS employee, formatDateTime(period_start, '%Y-%m') AS month, toString(kpi) AS kpi, version,
        toString(value) AS amount
    FROM bench.fct_target WHERE is_in_force ORDER BY month, employee, kpi`);
  const money = (row: (typeof shown)[number]) => ({ ...row, amount: plain(row.amount) });
  expect(shown.map(money)).toEqual(truth.targets.map(money));
});

it('leaves out exactly what is malformed', async () => {
  const problem = (object: string, key: string) => `${object} ${key}`;
  const refused = await bench.read<{ object: string; key: string }>(quarantined());
  const expected = truth.malformed.map(({ object, key }) => problem(object, key)).sort();
  expect(refused.map(({ object, key }) => problem(object, key)).sort()).toEqual(expected);
});

it('passes every check that its assets declare', { timeout: 120_000 }, async () => {
  for (const asset of assets.filter(({ compute }) => compute.kind !== 'fn')) {
    for (const check of asset.checks) {
      const rows = await bench.read(failingRows(asset, check));
      expect(rows, `${asset.key} ${checkName(check)}`).toEqual([]);
    }
  }
});

it('never collects more than is due, and owes what is left', async () => {
  const wrong = await bench.read(
    'SELECT * FROM bench.fct_receivable WHERE paid_base > due_base OR open_base != due_base - paid_base OR open_base < 0 LIMIT 3',
  );
  expect(wrong).toEqual([]);
});

it('adds up numerators and denominators of a ratio to what the team shows', async () => {
  const [row] = await bench.read<{ teams: string }>(
    "SELECT toString(uniqExact(team_id)) AS teams FROM bench.mart_kpi_monthly WHERE kpi = 'attainment' AND denominator > 0",
  );
  expect(Number(row?.teams)).toBe(12);
});

function failingRows(asset: Asset, check: Check): string {
  const candidate = `SELECT * FROM ${tableOf(asset.key)}`;
  if (check.kind === 'query') {
    const sql = readFileSync(join(projectRoot(), 'sql', 'checks', `${check.name}.sql`), 'utf8');
    return `WITH candidate AS (${candidate}) SELECT * FROM (${sql}) LIMIT 3`;
  }
  const view = {
    asset,
    candidate,
    published: candidate,
    others: (key: AssetKey) => `SELECT * FROM ${tableOf(key)}`,
  };
  const statement = checkStatement(check, view);
  return statement === undefined || check.kind.endsWith('Delta') ? 'SELECT 1 WHERE 0' : statement.failingRows;
}

function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** The same rule by which staging sends rows to quarantine. */
function quarantined(): string {
  const objects: Record<string, string> = {
    'stg.order__erp': "'erp.sales_order'",
    'stg.order_line__erp': "'erp.sales_order_line'",
    'stg.receipt__erp': "'erp.receipt'",
    'stg.activity__crm': "if(source_id LIKE '00T%', 'Task', 'Event')",
    'stg.social_mention__social': "'comment'",
  };
  const parts = assets.flatMap((asset) => {
    const object = objects[asset.key];
    if (object === undefined || asset.compute.kind !== 'text') return [];
    const needed = Object.entries(asset.columns).flatMap(([name, column]) => (column.nullable ? [] : [name]));
    const bad = needed.map((name) => `isNull(${name})`).join(' OR ');
    const problems = asset.compute.sql.includes('AS problems') ? ' OR notEmpty(problems)' : '';
    const relations = Object.values(asset.inputs).flatMap((input) =>
      input.kind === 'stream'
        ? [`\`${input.stream}\` AS (SELECT * FROM bench.\`stream_${input.source}_${input.stream}\`)`]
        : [],
    );
    return [
      `SELECT * FROM (WITH ${relations.join(', ')} SELECT DISTINCT ${object} AS object, assumeNotNull(source_id) AS key
      FROM (${asset.compute.sql}) WHERE ${bad}${problems})`,
    ];
  });
  return parts.join('\nUNION ALL ');
}
