import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mapping, StagedSource } from '../../models/staging/source.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { type Bench, openBench } from '../bench.ts';

// Which orders there are, on which day, and by whose word.
const preset = (name: string): Mapping => ({
  sql: readFileSync(new URL(`salesforce/${name}.sql`, import.meta.url), 'utf8'),
  origin: `sql/stg/salesforce/${name}.sql`,
});
const mapping = (sql: string): Mapping => ({ sql, origin: 'stg/erp/order.sql' });

const erpOrder = `SELECT no AS order_no, customer AS customer_id, 'CNY' AS currency, 'confirmed' AS status,
    CAST(NULL, 'Nullable(String)') AS channel, CAST(NULL, 'Nullable(String)') AS promotion, CAST(NULL, 'Nullable(String)') AS owner_id,
    at AS booked_at, toDate(at, {timezone:String}) AS business_date, CAST(NULL, 'Nullable(DateTime64(3))') AS cancelled_at,
    CAST(NULL, 'Nullable(Date)') AS cancelled_on, CAST(NULL, 'Nullable(Date)') AS due_date, CAST(NULL, 'Nullable(Date)') AS delivered_on,
    CAST(NULL, 'Nullable(Date32)') AS service_from, CAST(NULL, 'Nullable(Date32)') AS service_to, 'ok' AS dq_status,
    CAST(NULL, 'Nullable(DateTime64(3))') AS known_at, no AS source_id, _updated_at AS source_updated_at
FROM sale WHERE NOT _deleted`;
const erpLine = `SELECT no AS order_no, 1 AS line_no, 'P1' AS product_id, 1 AS quantity, amount AS net_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS discount_amount, CAST(NULL, 'Nullable(Decimal(18, 4))') AS tax_amount,
    toDate(at, {timezone:String}) AS business_date, no AS source_id, _updated_at AS source_updated_at
FROM sale WHERE NOT _deleted`;

const crm: StagedSource = {
  ...{ name: 'crm', kind: 'salesforce', streams: ['Order', 'OrderItem', 'Account', 'User', 'Product2'] },
  mappings: { order: preset('order'), order_line: preset('order_line') },
};
const erp: StagedSource = {
  ...{ name: 'erp', kind: 'sql', streams: ['sale'] },
  mappings: { order: mapping(erpOrder), order_line: mapping(erpLine) },
};
const assets = warehouseAssets({ sources: [crm, erp], precedence: ['erp', 'crm'] });
const asset = (key: string) => {
  const found = assets.find((one) => one.key === key);
  if (found === undefined) throw new RangeError(`no ${key}`);
  return found;
};

const text = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'String']));
const at = "DateTime64(3, 'UTC')";
const activated = (Id: string, ActivatedDate: string, more: object = {}) => ({
  ...{ Id, OrderNumber: Id, OwnerId: 'U1', Status: 'Activated', CurrencyIsoCode: 'CNY' },
  ...{ ActivatedDate, _key: Id, _deleted: false, ...more },
});

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  const orderFields = {
    ...text('Id', 'OrderNumber', 'ERP_Order_No__c', 'AccountId', 'OwnerId', 'Status', 'CurrencyIsoCode'),
    ...{ ActivatedDate: at, SystemModstamp: at },
  };
  await bench.giveStream('crm', 'Order', orderFields, [
    activated('IN', '2026-09-30 15:59:59.999', { AccountId: 'A1' }),
    activated('OUT', '2026-09-30 16:00:00', { AccountId: 'A1' }),
    activated('GONE', '2026-09-10 02:00:00', { AccountId: 'A1', _deleted: true }),
    activated('TWIN', '2026-09-12 02:00:00', { AccountId: 'A1', ERP_Order_No__c: 'SO-6' }),
  ]);
  const itemFields = {
    ...text('Id', 'OrderId', 'Product2Id'),
    ...{ Line_No__c: 'Int32', Quantity: 'Decimal(18, 4)', TotalPrice: 'Decimal(18, 4)' },
    ...{ Discount_Amount__c: 'Decimal(18, 4)', SystemModstamp: at },
  };
  const item = (OrderId: string, TotalPrice: string) => ({
    ...{ Id: `${OrderId}-1`, OrderId, Product2Id: 'P', Line_No__c: 1, Quantity: '1', TotalPrice },
    ...{ _key: `${OrderId}-1`, _deleted: false },
  });
  await bench.giveStream('crm', 'OrderItem', itemFields, [
    item('IN', '10'),
    item('OUT', '20'),
    item('GONE', '40'),
    item('TWIN', '385000'),
  ]);
  await bench.giveStream('crm', 'Account', text('Id', 'AccountNumber', 'Type'), [
    { Id: 'A1', AccountNumber: 'C1', _key: 'A1' },
  ]);
  await bench.giveStream('crm', 'User', text('Id', 'Employee_No__c'), [
    { Id: 'U1', Employee_No__c: 'E1', _key: 'U1' },
  ]);
  await bench.giveStream('crm', 'Product2', text('Id', 'ProductCode'), [
    { Id: 'P', ProductCode: 'P1', _key: 'P' },
  ]);
  const saleFields = { ...text('no', 'customer'), at, amount: 'Decimal(18, 4)' };
  await bench.giveStream('erp', 'sale', saleFields, [
    { no: 'SO-6', customer: 'C1', at: '2026-09-11 02:00:00', amount: '380000', _key: 'SO-6' },
  ]);
  for (const key of ['order__crm', 'order__erp', 'order_line__crm', 'order_line__erp', 'order_identity'])
    await bench.build(asset(`stg.${key}`));
  for (const key of ['order', 'order_line']) await bench.build(asset(`stg.${key}`));
}, 120_000);
afterAll(() => bench.stop());

const dayOf = async (order_no: string) => {
  const [found] = await bench.read<{ day: string }>(
    `SELECT toString(business_date) AS day FROM bench.stg_order WHERE order_no = '${order_no}'`,
  );
  return found?.day;
};

it('books the last millisecond of the day in Shanghai on that day, and midnight on the next', async () => {
  expect(await dayOf('IN')).toBe('2026-09-30');
  expect(await dayOf('OUT')).toBe('2026-10-01');
});

it('follows the ERP where CRM and ERP tell of one order with different amounts, but the CRM for its owner', async () => {
  const rows = await bench.read(`
    SELECT told.source AS source, told.owner_id AS owner, toString(told.business_date) AS day, toString(line.net_amount) AS net, count() OVER () AS lines
    FROM bench.stg_order AS told INNER JOIN bench.stg_order_line AS line ON line.order_no = told.order_no
    WHERE told.order_no = 'SO-6'`);
  expect(rows).toEqual([{ source: 'erp', owner: 'E1', day: '2026-09-11', net: '380000', lines: '1' }]);
});

it('knows no order that its source has deleted, and nothing of its lines', async () => {
  expect(await dayOf('GONE')).toBeUndefined();
  const lines = await bench.read('SELECT order_no FROM bench.stg_order_line ORDER BY order_no');
  expect(lines).toEqual(['IN', 'OUT', 'SO-6'].map((order_no) => ({ order_no })));
});
