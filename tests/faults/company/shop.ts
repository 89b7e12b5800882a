import { join } from 'node:path';
import pg from 'pg';
import { type Config, loadConfig } from '../../../config/load.ts';
import { projectRoot } from '../../../config/project-root.ts';

/** The shop's own database: 160 orders of four months, the first three of which never become empty. */
export interface Shop {
  readonly url: string;
  /** The same step always does the same to the same shop. */
  change(step: number): Promise<void>;
  query(sql: string): Promise<void>;
  close(): Promise<void>;
}

const schema = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.customer (customer_id text PRIMARY KEY, name text NOT NULL, city text);
  CREATE TABLE shop.employee (employee_id text PRIMARY KEY, name text NOT NULL, team text NOT NULL);
  CREATE TABLE shop.product (product_id text PRIMARY KEY, name text NOT NULL, category text, list_price numeric(18, 4));
  CREATE TABLE shop.sales_order (
    order_no text PRIMARY KEY, customer_id text NOT NULL, employee_id text NOT NULL, currency text NOT NULL DEFAULT 'CNY',
    booked_at timestamptz NOT NULL, is_deleted boolean NOT NULL DEFAULT false, updated_at timestamptz NOT NULL);
  CREATE TABLE shop.sales_order_line (
    order_no text, line_no int, product_id text NOT NULL, quantity numeric(18, 4) NOT NULL, net_amount numeric(18, 4) NOT NULL,
    updated_at timestamptz NOT NULL, PRIMARY KEY (order_no, line_no));
  INSERT INTO shop.customer SELECT 'C' || i, 'Customer ' || i, 'City ' || i % 7 FROM generate_series(1, 60) AS i;
  INSERT INTO shop.employee SELECT 'E' || i, 'Employee ' || i, 'Team ' || i % 2 FROM generate_series(1, 6) AS i;
  INSERT INTO shop.product SELECT 'P' || i, 'Product ' || i, 'Category ' || i % 3, i * 10 FROM generate_series(1, 20) AS i;
  INSERT INTO shop.sales_order
    SELECT 'O' || lpad(i::text, 5, '0'), 'C' || 1 + i % 50, 'E' || 1 + i % 6, 'CNY',
      timestamptz '2026-01-01 12:00+08' + make_interval(months => i % 4, days => i % 28), false, timestamptz '2026-05-01 00:00Z'
    FROM generate_series(1, 160) AS i;
  INSERT INTO shop.sales_order_line
    SELECT order_no, line_no, 'P' || 1 + (ascii(right(order_no, 1)) + line_no) % 20, line_no, 10.25 * line_no + right(order_no, 2)::int,
      timestamptz '2026-05-01 00:00Z'
    FROM shop.sales_order CROSS JOIN generate_series(1, 2) AS line_no;`;

const database = 'shop';

/** Creates the shop in a new database of the server. */
export async function openShop(postgresUrl: string): Promise<Shop> {
  await newDatabase(postgresUrl, database);
  const shop = await joinShop(postgresUrl);
  await shop.query(schema);
  return shop;
}

/** The shop that is there already. */
export async function joinShop(postgresUrl: string): Promise<Shop> {
  const url = databaseOn(postgresUrl, database);
  const client = new pg.Client({ connectionString: url });
  // Servers are killed under some tests; the next query then tells.
  client.on('error', () => undefined);
  await client.connect();
  return {
    url,
    change: async (step) => {
      await client.query(changes(step));
    },
    query: async (sql) => {
      await client.query(sql);
    },
    close: () => client.end(),
  };
}

/** The shop as a source of Yardstick. */
export function shopConfig(url: string): Config {
  return loadConfig(join(projectRoot(), 'tests', 'faults', 'company', 'yardstick.yaml'), { SHOP_URL: url });
}

/** Empty, or a copy of the database `model`, to which nobody may be connected. */
export async function newDatabase(postgresUrl: string, name: string, model = 'template1'): Promise<string> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${model}`);
  await client.end();
  return databaseOn(postgresUrl, name);
}

function databaseOn(postgresUrl: string, name: string): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * One transaction: new orders in three months, other amounts, an order that moves to another month, April's orders all
 * deleted or all restored, a customer gone, another one come, one renamed, a price changed.
 */
function changes(step: number): string {
  const stamp = `timestamptz '2026-05-01 00:00Z' + interval '${step} hours'`;
  const moved = `'O' || lpad((1 + ${step} * 7 % 150)::text, 5, '0')`;
  return `BEGIN;
    INSERT INTO shop.sales_order
      SELECT 'N${step}-' || i, 'C' || 1 + i, 'E' || 1 + i % 6, 'CNY',
        timestamptz '2026-01-10 12:00+08' + make_interval(months => i % 3, days => ${step} % 15), false, ${stamp}
      FROM generate_series(1, 5) AS i;
    INSERT INTO shop.sales_order_line
      SELECT 'N${step}-' || i, 1, 'P' || 1 + i, 3, 99.99 + ${step}, ${stamp} FROM generate_series(1, 5) AS i;
    UPDATE shop.sales_order_line SET net_amount = net_amount + 1, updated_at = ${stamp}
      WHERE right(order_no, 1) = '${step % 10}' AND line_no = 1;
    UPDATE shop.sales_order SET updated_at = ${stamp},
        booked_at = booked_at + CASE WHEN extract(month FROM booked_at) = 1 THEN interval '1 month' ELSE interval '-1 month' END
      WHERE order_no = ${moved} AND extract(month FROM booked_at AT TIME ZONE 'Asia/Shanghai') < 4;
    UPDATE shop.sales_order SET is_deleted = ${step % 2 === 1}, updated_at = ${stamp}
      WHERE booked_at AT TIME ZONE 'Asia/Shanghai' >= '2026-04-01';
    DELETE FROM shop.customer WHERE customer_id = 'C' || 51 + ${step} % 10 OR customer_id = 'X' || ${step} - 3;
    INSERT INTO shop.customer VALUES ('X' || ${step}, 'Newcomer ${step}', 'City 1');
    UPDATE shop.customer SET name = 'Renamed ${step}' WHERE customer_id = 'C' || 1 + ${step} % 40;
    UPDATE shop.product SET list_price = list_price + 1 WHERE product_id = 'P' || 1 + ${step} % 20;
    COMMIT;`;
}
