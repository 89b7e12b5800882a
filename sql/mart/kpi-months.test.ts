import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { kpiFacts } from '../../models/kpi/facts.ts';
import { readCatalogue, readKpi } from '../../models/kpi/read.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { denseCompany } from '../../tests/harness/dense-company.ts';
import { type Bench, beforeKpis, openBench } from '../bench.ts';

// A run builds the months of a mart that changed, from the months of facts they read: what it reads must be enough.
const assets = warehouseAssets({ sources: [], precedence: [], kpis: readCatalogue(builtInFiles('kpis')) });
const asset = (key: string) => {
  const found = assets.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`no ${key}`);
  return found;
};
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  for (const one of assets) await bench.give(one, []);
  const company = denseCompany({ people: 9, months: 15, orders: 400, customers: 60 });
  for (const [key, rows] of Object.entries(company)) await bench.give(asset(key), await bench.read(rows));
  for (const key of beforeKpis) await bench.build(asset(key));
}, 300_000);
afterAll(() => bench.stop());

it.each([
  ['mart.kpi_daily', 'day', '2025-02-01'],
  ['mart.kpi_monthly', 'month', '2025-08-01'],
  ['mart.kpi_monthly', 'month', '2025-10-01'],
  ['mart.kpi_quarterly', 'quarter', '2025-07-01'],
  ['mart.kpi_by_dimension', 'period', '2025-07-01'],
  ['mart.kpi_by_dimension', 'period', '2025-10-01'],
])(
  '%s of the %s %s is the same alone as among all',
  async (key, column, month) => {
    const rows = () =>
      bench.read(
        `SELECT * FROM bench.\`${key.replace('.', '_')}\` WHERE toStartOfMonth(${column}) = '${month}' ORDER BY ALL`,
      );
    await bench.build(asset(key));
    const among = await rows();
    await bench.build(asset(key), [month]);
    expect(among.length).toBeGreaterThan(9);
    expect(await rows()).toEqual(among);
  },
  300_000,
);

it('compares the running month with as many days of the month before', async () => {
  await bench.build(asset('mart.kpi_monthly'));
  const [compared] = await bench.read(`
    SELECT
        toString(sum(denominator)) = toString((
            SELECT sum(net_base) FROM bench.fct_order_event
            WHERE business_date BETWEEN '2025-09-01' AND addMonths((SELECT max(business_date) FROM bench.fct_order_event), -1)
        )) AS same_days,
        (SELECT toString(max(business_date)) FROM bench.fct_order_event) AS newest
    FROM bench.mart_kpi_monthly
    WHERE month = '2025-10-01' AND kpi = 'growth_mom'`);
  expect(compared).toEqual({ same_days: 1, newest: '2025-10-30' });
}, 120_000);

it('keeps the quarter of the first rows, though it begins before them', async () => {
  const [first] = await bench.read('SELECT toString(min(month)) AS month FROM bench.fct_known_until');
  expect(first).toEqual({ month: '2024-07-01' });
});

it('costs two years of months for one row of a far future', async () => {
  const months = () =>
    bench.read<{ n: number }>('SELECT toUInt32(uniqExact(month)) AS n FROM bench.fct_known_until');
  const [before] = await months();
  const text = "INSERT INTO bench.fct_delivery (order_no, due_date) VALUES ('open', '2099-12-31')";
  await bench.server.client.command({ query: text });
  await bench.build(asset('fct.known_until'));
  const [after] = await months();
  expect((after?.n ?? 0) - (before?.n ?? 0)).toBeLessThan(24);
  await bench.give(asset('fct.delivery'), []);
  await bench.build(asset('fct.known_until'));
});

it('counts every day of a KPI that has begun by another fact', async () => {
  const text = { zh: '工单', en: 'Tickets' };
  const kpi = readKpi({
    file: 'kpis/tickets.yaml',
    text: JSON.stringify({
      ...{ key: 'tickets', name: text, formula: text, unit: 'count', direction: 'neutral', version: 1 },
      ...{ perspective: 'process', owner: 'service', numerator: 'all', grains: ['day'] },
      measures: { all: { fact: 'ticket', count: 'rows', begun_by: 'order_event' } },
    }),
  });
  const own = warehouseAssets({ sources: [], precedence: [], kpis: [kpi] });
  const mart = own.find(({ key }) => key === 'mart.kpi_daily');
  if (mart === undefined) throw new RangeError('no mart');
  await bench.build(mart);
  const [counted] = await bench.read(`
    SELECT toUInt32(sum(numerator)) AS counted, (SELECT toUInt32(count()) FROM bench.fct_ticket) AS there FROM bench.mart_kpi_daily`);
  expect(counted).toEqual({ counted: 40, there: 40 });
}, 120_000);

it('finds every row of a fact in the month of the day it counts at', () => {
  const elsewhere = [...kpiFacts.values()].filter(({ asset: { partitions }, date, snapshot }) => {
    const kept = partitions.kind === 'monthly' ? partitions.column : undefined;
    return kept !== (snapshot?.kind === 'newest' ? snapshot.at : date);
  });
  expect(elsewhere).toEqual([]);
});
