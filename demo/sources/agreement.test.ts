import { Decimal } from 'decimal.js';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestPostgres, testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { truthFor } from '../truth/truth.ts';
import { databaseUrl } from './databases.ts';
import { fillDatabases } from './fill.ts';

const company = { seed: 'agreement', until: '2026-05-20', scale: 0.03 };
const Exact = Decimal.clone({ precision: 60 });
let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await testPostgres();
  await fillDatabases({ ...company, postgresUrl: postgres.url });
}, 180_000);
afterAll(() => postgres?.stop());

interface Event {
  readonly order_no: string;
  readonly month: string;
  readonly base: string;
}

interface Credit {
  readonly order_no: string;
  readonly employee: string;
  readonly pct: string;
}

/** What an analyst would write from README.md alone, knowing nothing of the generator. */
const erpEvents = `
WITH booked AS (
    SELECT *, (confirmed_at AT TIME ZONE 'Asia/Shanghai')::date AS booked_on FROM erp.sales_order
    WHERE NOT is_deleted AND status <> 'draft' AND customer_id IS NOT NULL AND confirmed_at <= updated_at + interval '1 day'
), net AS (
    SELECT order_no, sum(qty * unit_price::numeric - discount) AS net FROM erp.sales_order_line
    WHERE unit_price ~ '^-?[0-9]+(\\.[0-9]+)?$' AND qty > 0 GROUP BY order_no
), refund AS (
    SELECT * FROM erp.refund WHERE NOT is_deleted
), event AS (
    SELECT order_no, booked_on AS day, net AS amount FROM booked JOIN net USING (order_no)
    UNION ALL
    SELECT order_no, (refunded_at AT TIME ZONE 'Asia/Shanghai')::date, -net_amount FROM refund
    UNION ALL
    SELECT order_no, (cancelled_at AT TIME ZONE 'Asia/Shanghai')::date,
        -(net - coalesce((SELECT sum(net_amount) FROM refund WHERE refund.order_no = booked.order_no), 0))
    FROM booked JOIN net USING (order_no) WHERE status = 'cancelled'
)
SELECT order_no, to_char(day, 'YYYY-MM') AS month, (amount * CASE currency WHEN 'CNY' THEN 1 ELSE (
    SELECT rate FROM erp.fx_rate WHERE from_currency = currency AND rate_date <= booked_on ORDER BY rate_date DESC LIMIT 1
) END)::text AS base
FROM event JOIN booked USING (order_no)`;

const rates = `SELECT rate_date::text AS day, from_currency AS currency, rate::text FROM erp.fx_rate ORDER BY 1`;

const crmOnly = `
SELECT o.body->>'OrderNumber' AS order_no, o.body->>'CurrencyIsoCode' AS currency,
    ((o.body->>'ActivatedDate')::timestamptz AT TIME ZONE 'Asia/Shanghai')::date::text AS day,
    sum((i.body->>'Quantity')::numeric * (i.body->>'UnitPrice')::numeric - (i.body->>'Discount_Amount__c')::numeric)::text AS net
FROM crm.record AS o JOIN crm.record AS i ON i.object = 'OrderItem' AND i.body->>'OrderId' = o.id
WHERE o.object = 'Order' AND NOT o.deleted AND o.body->>'ERP_Order_No__c' IS NULL AND o.body->>'Status' = 'Activated'
GROUP BY 1, 2, 3`;

const credits = `
SELECT coalesce(o.body->>'ERP_Order_No__c', o.body->>'OrderNumber') AS order_no, u.body->>'Employee_No__c' AS employee,
    c.body->>'Pct__c' AS pct
FROM crm.record AS c
    JOIN crm.record AS o ON o.object = 'Order' AND o.id = c.body->>'Order__c'
    JOIN crm.record AS u ON u.object = 'User' AND u.id = c.body->>'Employee__c'
WHERE c.object = 'Order_Credit__c' AND NOT c.deleted AND c.body->>'Kind__c' = 'revenue'`;

it('the stored rows lead to the truth of every employee and month, to the last decimal place', async () => {
  const shares = new Map<string, Credit[]>();
  for (const credit of await rows<Credit>('sample_crm', credits)) {
    shares.set(credit.order_no, [...(shares.get(credit.order_no) ?? []), credit]);
  }
  const sums = new Map<string, Decimal>();
  for (const { order_no, month, base } of [
    ...(await rows<Event>('sample_erp', erpEvents)),
    ...(await fromCrm()),
  ]) {
    for (const { employee, pct } of shares.get(order_no) ?? [{ employee: 'unassigned', pct: '100' }]) {
      const key = `${month}|${employee}`;
      sums.set(
        key,
        new Exact(base)
          .times(pct)
          .div(100)
          .plus(sums.get(key) ?? 0),
      );
    }
  }
  const truth = truthFor(company).employeeMonths;
  const expected = new Map(truth.map(({ month, employee, net }) => [`${month}|${employee}`, net]));
  expect(sums.size).toBeGreaterThan(1000);
  for (const [key, sum] of sums) expect(sum.toFixed(10), key).toBe(expected.get(key));
  for (const [key, net] of expected) if (!sums.has(key)) expect(net, key).toBe('0.0000000000');
});

async function fromCrm(): Promise<Event[]> {
  const published = await rows<{ day: string; currency: string; rate: string }>('sample_erp', rates);
  const found = await rows<{ order_no: string; currency: string; day: string; net: string }>(
    'sample_crm',
    crmOnly,
  );
  expect(found.length).toBeGreaterThan(0);
  return found.map(({ order_no, currency, day, net }) => {
    const rate =
      published.filter((each) => each.currency === currency && each.day <= day).at(-1)?.rate ?? '1';
    return { order_no, month: day.slice(0, 7), base: new Exact(net).times(rate).toString() };
  });
}

async function rows<T extends object>(database: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: databaseUrl(postgres.url, database) });
  await client.connect();
  return (await client.query<T>(sql).finally(() => client.end())).rows;
}
