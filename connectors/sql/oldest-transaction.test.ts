import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { noSignal } from '../kit/test-context.ts';
import { assertNotForgotten, oldestTransaction } from './oldest-transaction.ts';
import { nothing, testSource } from './test-source.ts';

const { open, query, table, url } = testSource();

describe('the oldest open transaction', () => {
  it('is told with its session, and is none when nobody writes', async () => {
    const pool = new pg.Pool({ connectionString: url() });
    const database = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
    const find = () => database.transaction().execute(oldestTransaction);
    const [writer, later] = [url(), url()].map((connectionString) => new pg.Client({ connectionString }));
    await writer?.connect();
    await later?.connect();
    const before = await find();
    await writer?.query('BEGIN');
    await later?.query('BEGIN');
    const session = await writer?.query('SELECT pg_backend_pid() AS pid, current_user::text AS user');
    const oldest = await find();
    await writer?.end();
    await later?.end();
    await database.destroy();
    expect(before).toBeUndefined();
    expect(oldest).toMatchObject({ ...session?.rows[0], state: 'idle in transaction' });
    expect(Date.parse(oldest?.now ?? '') - Date.parse(oldest?.start ?? '')).toBeLessThan(60_000);
  });

  const session = {
    pid: 4711,
    user: 'clerk',
    state: 'idle in transaction',
    start: '2026-03-01T08:00:00.000000Z',
  };

  it('stops the stream when it has been open for more than a day', () => {
    const check = () => assertNotForgotten({ ...session, now: '2026-03-02T08:00:01.000000Z' }, 'erp.orders');
    expect(check).toThrow(
      expect.objectContaining({
        code: 'SOURCE_CONTRACT',
        subject: 'erp.orders',
        message:
          'A transaction open since 2026-03-01T08:00:00.000000Z holds back everything newer (pid 4711, user clerk, idle in transaction).',
        advice: expect.stringContaining('SELECT pg_terminate_backend(4711)'),
      }),
    );
  });

  it('stops a stream whose windows end at the clock, and no other', async () => {
    await table('orders', 'id int PRIMARY KEY, modified timestamptz', `(1, '2026-03-01Z')`);
    // No transaction can be made to begin in the past, so a view stands in for the server's list of sessions.
    await query(`
      CREATE SCHEMA forgotten;
      CREATE VIEW forgotten.pg_stat_activity AS
      SELECT current_database() AS datname, 4711 AS pid, 'clerk' AS usename, 'idle in transaction' AS state,
             now() - interval '25 hours' AS xact_start, 'client backend' AS backend_type, '' AS application_name`);
    const address = new URL(url());
    address.searchParams.set('options', '-c search_path=forgotten,pg_catalog,public');
    const orders = {
      table: 'orders',
      primaryKey: ['id'],
      cursor: { field: 'modified', type: 'timestamptz' },
    };
    const connector = await open(
      { orders, copies: { ...orders, windowEnd: 'newest' } },
      { connection: { url: address.href } },
    );
    const held = connector.slices('orders', nothing, noSignal);
    await expect(held).rejects.toThrow('pid 4711, user clerk, idle in transaction');
    expect(await connector.slices('copies', nothing, noSignal)).toHaveLength(1);
    await connector.close();
  });

  it('is waited for within the day', () => {
    assertNotForgotten({ ...session, now: '2026-03-02T08:00:00.000000Z' }, 'erp.orders');
    assertNotForgotten(undefined, 'erp.orders');
  });
});
