import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { projectRoot } from '../../config/project-root.ts';
import { readCatalogue } from '../../models/kpi/read.ts';
import type { StagedSource } from '../../models/staging/source.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { buildGraph } from '../../planner/graph.ts';
import { type Bench, openBench } from '../../sql/bench.ts';

const shared = process.env.YARDSTICK_SHARED ?? join(projectRoot(), '..', 'shared');
const data = join(shared, 'data', 'adventureworks', 'data');
const name = existsSync(data)
  ? 'AdventureWorks'
  : `AdventureWorks (skipped: no ${data}; set YARDSTICK_SHARED to the folder that holds data/adventureworks)`;

const tables: Readonly<Record<string, readonly [table: string, fields: string]>> = {
  sales_order_header: [
    'sales.sales_order_header',
    'sales_order_id Int64, order_date Date32, due_date Date32, ship_date Date32, status Int64, online_order_flag Bool, sales_order_number String, customer_id Int64, sales_person_id Int64, sub_total Decimal(38,12)',
  ],
  sales_order_detail: [
    'sales.sales_order_detail',
    'sales_order_id Int64, sales_order_detail_id Int64, line_number Int64, order_qty Int64, product_id Int64, unit_price Decimal(38,12), line_total Decimal(38,12)',
  ],
  sales_person: ['sales.sales_person', 'sales_person_id Int64'],
  sales_person_quota_history: [
    'sales.sales_person_quota_history',
    'sales_person_id Int64, quota_date Date32, sales_quota Decimal(38,12)',
  ],
  sales_territory: ['sales.sales_territory', 'territory_id Int64, name String, territory_group String'],
  sales_territory_history: [
    'sales.sales_territory_history',
    'sales_person_id Int64, territory_id Int64, start_date Date32, end_date Date32',
  ],
  customer: [
    'sales.customer',
    'customer_id Int64, person_id Int64, store_id Int64, territory_id Int64, account_number String',
  ],
  store: ['sales.store', 'store_id Int64, name String, sales_person_id Int64, specialty String'],
  person: [
    'person.person',
    'business_entity_id Int64, first_name String, last_name String, email_address String',
  ],
  employee: ['hr.employee', 'employee_id Int64, job_title String, hire_date Date32'],
  product: [
    'production.product',
    'product_id Int64, name String, standard_cost Decimal(38,12), list_price Decimal(38,12), size_unit_measure_code String, product_subcategory_id Int64, sell_end_date Date32',
  ],
  product_subcategory: [
    'production.product_subcategory',
    'product_subcategory_id Int64, product_category_id Int64, name String',
  ],
  product_category: ['production.product_category', 'product_category_id Int64, name String'],
};

describe.skipIf(!existsSync(data))(name, () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await openBench({ timezone: 'UTC', base_currency: 'USD', fiscal_year_start: 7 });
    for (const [stream, [table, fields]] of Object.entries(tables)) await load(bench, stream, table, fields);
    const kpis = readCatalogue(builtInFiles('kpis'));
    const graph = buildGraph(
      warehouseAssets({ sources: [erp()], precedence: ['erp'], kpis, kpisByDimension: false }),
    );
    for (const key of graph.order) {
      const asset = graph.asset(key);
      // What TypeScript computes is not asked about here, and stands empty for those who read it.
      await (asset.compute.kind === 'fn' ? bench.give(asset, []) : bench.build(asset));
    }
  }, 300_000);
  afterAll(() => bench.stop());

  it('has every order and line, and net sales to the cent', async () => {
    const [totals] = await bench.read(`
      SELECT toUInt32(uniqExact(order_no)) AS orders, toUInt32(count()) AS lines, toString(round(sum(net_base), 2)) AS net
      FROM bench.fct_order_event`);
    expect(totals).toEqual({ orders: 31455, lines: 121253, net: '109809274.2' });
  });

  it('agrees with the order headers for every month and salesperson', async () => {
    const wrong = await bench.read(`
      SELECT month, employee_id, sum(mart) AS mart, sum(header) AS header FROM (
          SELECT month, employee_id, toDecimal128(numerator, 12) AS mart, toDecimal128(0, 12) AS header
          FROM bench.mart_kpi_monthly WHERE kpi = 'net_sales'
          UNION ALL
          SELECT toStartOfMonth(order_date), coalesce(toString(sales_person_id), 'unassigned'), 0, assumeNotNull(sub_total)
          FROM bench.stream_erp_sales_order_header)
      GROUP BY month, employee_id HAVING mart != header`);
    expect(wrong).toEqual([]);
  });

  it('leaves the orders of the web shop unassigned', async () => {
    const [row] = await bench.read(`
      SELECT toUInt32(sum(numerator)) AS orders FROM bench.mart_kpi_monthly
      WHERE kpi = 'orders' AND employee_id = 'unassigned'`);
    expect(row).toEqual({ orders: 27659 });
  });

  it('measures 163 quarterly quotas', async () => {
    const [row] = await bench.read(`
      SELECT toUInt32(count()) AS quotas, toUInt32(countIf(attainment >= 1)) AS reached, round(quantileExact(0.5)(attainment), 3) AS median
      FROM (
          SELECT target.employee_id, target.period_start, toFloat64(sum(sold.net_sales)) / toFloat64(any(target.value)) AS attainment
          FROM bench.fct_target AS target
          LEFT JOIN bench.mart_sales_daily AS sold ON sold.employee_id = target.employee_id
              AND sold.business_date >= target.period_start AND sold.business_date < target.period_end
          GROUP BY target.employee_id, target.period_start)`);
    expect(row).toEqual({ quotas: 163, reached: 16, median: 0.85 });
  });

  it('spreads the quotas over months without losing any of it', async () => {
    const [row] = await bench.read<{ spread: string; quotas: string }>(`
      SELECT toString((SELECT sum(denominator) FROM bench.mart_kpi_monthly WHERE kpi = 'attainment')) AS spread,
          toString((SELECT sum(value) FROM bench.fct_target)) AS quotas`);
    expect(row?.spread).toBe(row?.quotas);
  });

  it('moves a salesperson to another territory on the day the history says', async () => {
    const rows = await bench.read(`
      SELECT team_name, toString(valid_from) AS since, toString(valid_to) AS until FROM bench.dim_employee
      WHERE employee_id = '275' ORDER BY valid_from`);
    expect(rows).toEqual([
      { team_name: 'Northeast', since: '2022-05-30', until: '2023-11-30' },
      { team_name: 'Central', since: '2023-11-30', until: '2299-12-31' },
    ]);
  });
});

function erp(): StagedSource {
  const folder = join(projectRoot(), 'examples', 'adventureworks', 'stg', 'erp');
  const mappings = readdirSync(folder).map((file) => [
    basename(file, '.sql'),
    { sql: readFileSync(join(folder, file), 'utf8'), origin: join(folder, file) },
  ]);
  return { name: 'erp', kind: 'sql', streams: Object.keys(tables), mappings: Object.fromEntries(mappings) };
}

async function load(bench: Bench, stream: string, table: string, fields: string): Promise<void> {
  const types = fields
    .split(', ')
    .map((field) => [field.slice(0, field.indexOf(' ')), field.slice(field.indexOf(' ') + 1)]);
  await bench.giveStream('erp', stream, Object.fromEntries(types), []);
  await bench.server.client.insert({
    table: `bench.stream_erp_${stream}`,
    values: createReadStream(join(data, `${table}.tsv.gz`)).pipe(createGunzip()),
    format: 'TabSeparatedWithNames',
    clickhouse_settings: {
      input_format_tsv_empty_as_default: 1,
      input_format_skip_unknown_fields: 1,
    },
  });
}
