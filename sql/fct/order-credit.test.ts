import { afterAll, beforeAll, expect, it } from 'vitest';
import { fctOrderCredit } from '../../models/fct/order-credit.ts';
import { assetNamed, type Bench, openBench } from '../bench.ts';

// Whose an order is where it does not say so.
let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
  for (const key of ['order', 'order_credit', 'customer_owner'])
    await bench.give(assetNamed(`stg.${key}`), []);
}, 120_000);
afterAll(() => bench.stop());

const order = (order_no: string, business_date: string, more: object = {}) => ({
  ...{ order_no, customer_id: 'C1', currency: 'CNY', status: 'confirmed', source: 'erp' },
  ...{ business_date, booked_at: `${business_date} 04:00:00`, ...more },
});

it('gives an order without credits to the customer’s owner of that day, and a service to its owners by days', async () => {
  const own = (employee_id: string, valid_from: string, valid_to: string) => ({
    ...{ customer_id: 'C7', employee_id, valid_from, valid_to },
  });
  const sold = { customer_id: 'C7' };
  const service = { ...sold, service_from: '2026-02-15', service_to: '2026-03-17' };
  await bench.give(assetNamed('stg.customer_owner'), [
    own('E1', '2026-01-01', '2026-03-01'),
    own('E2', '2026-03-01', '2299-12-31'),
  ]);
  await bench.give(assetNamed('stg.order'), [
    order('BEFORE', '2025-12-31', sold),
    order('LAST', '2026-02-28', sold),
    order('FIRST', '2026-03-01', sold),
    order('YEAR', '2026-02-01', service),
    order('PARTLY', '2026-02-01', { ...sold, service_from: '2025-12-22', service_to: '2026-01-11' }),
    order('GIVEN', '2026-02-01', service),
  ]);
  await bench.give(assetNamed('stg.order_credit'), [
    { order_no: 'GIVEN', employee_id: 'E9', kind: 'revenue', share: '1' },
    { order_no: 'LAST', employee_id: 'E8', kind: 'overlay', share: '0.5' },
  ]);
  await bench.build(fctOrderCredit);
  const rows = await bench.read(`
    SELECT order_no, concat(employee_id, ' ', toString(part), '/', toString(whole), ' ', method) AS given, toString(share) AS share
    FROM bench.fct_order_credit WHERE kind = 'revenue' ORDER BY order_no, employee_id`);
  expect(rows).toEqual([
    { order_no: 'BEFORE', given: 'unassigned 1/1 none', share: '1' },
    { order_no: 'FIRST', given: 'E2 1/1 owner', share: '1' },
    { order_no: 'GIVEN', given: 'E9 1/1 credit', share: '1' },
    { order_no: 'LAST', given: 'E1 1/1 owner', share: '1' },
    { order_no: 'PARTLY', given: 'E1 10/20 service', share: '0.5' },
    { order_no: 'PARTLY', given: 'unassigned 10/20 none', share: '0.5' },
    { order_no: 'YEAR', given: 'E1 14/30 service', share: '0.466666' },
    { order_no: 'YEAR', given: 'E2 16/30 service', share: '0.533334' },
  ]);
});
