import { afterAll, beforeAll, expect, it } from 'vitest';
import { warehouseAssets } from '../../models/warehouse.ts';
import { type Bench, openBench } from '../bench.ts';

const source = (name: string, kind: string, entities: readonly string[]) => ({
  ...{ name, kind, streams: ['t'] },
  mappings: Object.fromEntries(
    entities.map((entity) => [entity, { sql: 'SELECT 1 FROM t', origin: `stg/${name}/${entity}.sql` }]),
  ),
});
const sources = [
  source('crm', 'salesforce', ['order', 'order_line']),
  source('erp', 'sql', ['order', 'order_line', 'receipt']),
];
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  const assets = warehouseAssets({ sources, precedence: ['erp'] });
  const asset = (key: string) => {
    const found = assets.find((each) => each.key === key);
    if (found === undefined) throw new RangeError(`no ${key}`);
    return found;
  };
  const order = (order_no: string, business_date: string, more = {}) => ({
    ...{ order_no, business_date, currency: 'CNY', customer_id: 'C1', status: 'confirmed', ...more },
  });
  const line = (order_no: string, line_no: number, net_amount: string, quantity = '1') => ({
    ...{ order_no, line_no, net_amount, quantity, business_date: '2026-05-04' },
  });
  await bench.give(asset('stg.order__erp'), [
    order('O1', '2026-05-04', { status: 'shipped' }),
    order('O2', '2026-05-31'),
    order('O3', '2026-06-01'),
    order('only the ERP knows it', '2026-05-04'),
  ]);
  await bench.give(asset('stg.order__crm'), [
    // Another account of the same company; the CRM knows of no shipping.
    order('O1', '2026-05-04', { customer_id: '001A' }),
    order('O2', '2026-06-01', { customer_id: 'C9', currency: 'USD' }),
    order('O3', '2026-06-01', { status: 'cancelled' }),
  ]);
  await bench.give(asset('stg.order_line__erp'), [line('O1', 1, '380000'), line('O2', 1, '10')]);
  // The same amount in two lines; another amount.
  await bench.give(asset('stg.order_line__crm'), [
    ...[line('O1', 1, '379999.99', '0.5'), line('O1', 2, '0.01', '0.5'), line('O2', 1, '11')],
  ]);
  await bench.give(asset('dim.customer_map'), [
    { customer_id: 'C1', survivor_id: 'C1', valid_from: '1970-01-01', valid_to: '2299-12-31' },
    { customer_id: '001A', survivor_id: '001A', valid_from: '1970-01-01', valid_to: '2026-01-01' },
    { customer_id: '001A', survivor_id: 'C1', valid_from: '2026-01-01', valid_to: '2299-12-31' },
  ]);
  await bench.build(asset('mart.source_agreement'));
}, 120_000);
afterAll(() => bench.stop());

it('counts on how many records both know two sources agree, by field and month', async () => {
  const rows = await bench.read<Record<string, unknown>>(`
    SELECT source, other_source, entity, field, toString(month) AS month, numerator, denominator
    FROM bench.mart_source_agreement ORDER BY entity, field, bench.mart_source_agreement.month`);
  expect(rows.map((row) => [row.source, row.other_source].join())).toEqual(rows.map(() => 'erp,crm'));
  expect(rows.map((row) => [row.entity, row.field, row.month, row.numerator, row.denominator])).toEqual([
    ['order', 'business_date', '2026-05-01', 1, 2],
    ['order', 'business_date', '2026-06-01', 1, 1],
    ['order', 'currency', '2026-05-01', 1, 2],
    ['order', 'currency', '2026-06-01', 1, 1],
    ['order', 'customer_id', '2026-05-01', 1, 2],
    ['order', 'customer_id', '2026-06-01', 1, 1],
    ['order', 'status', '2026-05-01', 2, 2],
    ['order', 'status', '2026-06-01', 0, 1],
    ['order_line', 'net_amount', '2026-05-01', 1, 2],
    ['order_line', 'quantity', '2026-05-01', 2, 2],
  ]);
});
