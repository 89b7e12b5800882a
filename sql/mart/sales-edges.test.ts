import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtInFiles } from '../../config/declaration-files.ts';
import { readCatalogue } from '../../models/kpi/read.ts';
import { martSalesDaily } from '../../models/mart/sales-daily.ts';
import { modelAssets, warehouseAssets } from '../../models/warehouse.ts';
import { assetNamed, type Bench, beforeKpis, openBench } from '../bench.ts';

// What refunds leave of an order in the figures people read.
const event = (
  order_no: string,
  event_type: string,
  business_date: string,
  net_base: string,
  more: object = {},
) => ({
  ...{
    order_no,
    line_no: 1,
    event_type,
    business_date,
    net_base,
    event_seq: event_type === 'booking' ? 0 : 1,
  },
  ...{
    booked_business_date: business_date,
    customer_id: 'C1',
    product_id: 'P1',
    order_status: 'confirmed',
    ...more,
  },
});
const credit = (order_no: string, employee_id: string) => ({
  ...{ order_no, employee_id, share: '1', is_primary: true, kind: 'revenue' },
});

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  for (const one of modelAssets) await bench.give(one, []);
  await bench.give(assetNamed('dim.product'), [
    { product_id: 'P1', category_group: 'pumps' },
    { product_id: 'P2', category_group: 'valves' },
  ]);
  await bench.give(assetNamed('fct.order_event'), [
    event('FULL', 'booking', '2026-08-03', '100'),
    event('FULL', 'refund', '2026-08-20', '-100', { booked_business_date: '2026-08-03' }),
    event('TWO', 'booking', '2026-08-05', '300'),
    event('TWO', 'booking', '2026-08-05', '200', { line_no: 2, product_id: 'P2' }),
    event('TWO', 'refund', '2026-08-06', '-200', { line_no: 2, product_id: 'P2' }),
    event('OLD', 'booking', '2025-07-01', '50'),
    event('OLD', 'refund', '2025-08-09', '-50', { booked_business_date: '2025-07-01' }),
    event('NEW', 'booking', '2026-08-07', '70'),
  ]);
  await bench.give(assetNamed('fct.order_credit'), [
    credit('FULL', 'E1'),
    credit('TWO', 'E2'),
    credit('OLD', 'E3'),
    credit('NEW', 'E3'),
  ]);
  const kpis = readCatalogue(builtInFiles('kpis'));
  for (const one of warehouseAssets({ sources: [], precedence: [], kpis }))
    if (['fct.first_order', 'fct.target_month', ...beforeKpis, 'mart.kpi_monthly'].includes(one.key))
      await bench.build(one);
  await bench.build(martSalesDaily);
}, 120_000);
afterAll(() => bench.stop());

const august = (kpi: string, employee: string) =>
  bench.read(`
    SELECT toString(numerator) AS up, toString(denominator) AS down, value FROM bench.mart_kpi_monthly
    WHERE month = '2026-08-01' AND kpi = '${kpi}' AND employee_id = '${employee}'`);

it('counts an order that was refunded in full in its month, and sells nothing by it', async () => {
  expect(await august('orders', 'E1')).toEqual([{ up: '1', down: null, value: 1 }]);
  expect(await august('net_sales', 'E1')).toEqual([{ up: '0', down: null, value: 0 }]);
});

it('takes a refund from the product that came back, not from the other of the order', async () => {
  const rows = await bench.read(`
    SELECT category_group AS sort, toString(sum(net_sales)) AS net, toString(sum(refunded)) AS refunded
    FROM bench.mart_sales_daily WHERE employee_id = 'E2' GROUP BY sort ORDER BY sort`);
  expect(rows).toEqual([
    { sort: 'pumps', net: '300', refunded: '0' },
    { sort: 'valves', net: '0', refunded: '-200' },
  ]);
});

it('has no growth on a base below nothing', async () => {
  expect(await august('growth_yoy', 'E3')).toEqual([{ up: '120', down: '-50', value: null }]);
});
