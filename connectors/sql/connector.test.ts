import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import type { Connector, SliceSpec, StreamProgress } from '../kit/connector.ts';
import { noSignal, readAll, single, testContext } from '../kit/test-context.ts';
import { createSqlConnector } from './connector.ts';

let url = '';
let database: pg.Client;
let stop: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  const server = await testPostgres();
  ({ url, stop } = server);
  database = new pg.Client({ connectionString: url });
  await database.connect();
});

afterAll(async () => {
  await database?.end();
  await stop();
});

const nothing: StreamProgress = { slices: [] };

function finished(...slices: readonly SliceSpec[]): StreamProgress {
  return { slices: slices.map((slice) => ({ slice, state: 'done' })) };
}

async function open(
  streams: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Promise<Connector> {
  const config = { connection: { url }, streams, ...more };
  return createSqlConnector(config, testContext('erp').context);
}

async function table(name: string, columns: string, ...rows: readonly string[]): Promise<void> {
  await database.query(`DROP TABLE IF EXISTS ${name}; CREATE TABLE ${name} (${columns})`);
  for (const row of rows) await database.query(`INSERT INTO ${name} VALUES ${row}`);
}

const keys = (records: readonly { readonly key: string }[]) => records.map(({ key }) => key);

describe('a stream with a timestamptz cursor', () => {
  const orders = {
    table: 'orders',
    primaryKey: ['id'],
    cursor: { field: 'modified', type: 'timestamptz' },
    lagSeconds: 0,
    pageRows: 2,
  };
  const columns = 'id bigint PRIMARY KEY, amount numeric(18,4), note text, modified timestamptz';

  it('keeps digits, long ids and microseconds, and reads a run of equal stamps across pages', async () => {
    const stamp = `'2026-03-01 08:05:58.123456+08'`;
    const ids = [
      '9007199254740993',
      '9007199254740995',
      '9007199254740997',
      '9007199254740999',
      '9007199254741001',
    ];
    await table('orders', columns, ...ids.map((id) => `(${id}, 12500.50, 'a "quoted" 字', ${stamp})`));
    const connector = await open({ orders });
    const { pages, records } = await readAll(
      connector,
      single(await connector.slices('orders', nothing, noSignal)),
    );
    await connector.close();
    expect(keys(records)).toEqual(ids);
    expect(pages.map(({ records: rows, done }) => [rows.length, done])).toEqual([
      [2, false],
      [2, false],
      [1, true],
    ]);
    expect(records[0]).toEqual({
      key: '9007199254740993',
      updatedAt: '2026-03-01T00:05:58.123456Z',
      deleted: false,
      body: '{"id":9007199254740993,"amount":12500.5000,"note":"a \\"quoted\\" 字","modified":"2026-03-01T00:05:58.123456Z"}',
    });
  });

  it('continues after a page from its cursor alone', async () => {
    await table(
      'orders',
      columns,
      ...[1, 2, 3, 4].map((id) => `(${id}, 1, '', '2026-03-0${id} 00:00:00.00000${id}Z')`),
    );
    const connector = await open({ orders });
    const slice = single(await connector.slices('orders', nothing, noSignal));
    const whole = await readAll(connector, slice);
    const rest = await readAll(connector, slice, whole.pages[0]?.next);
    await connector.close();
    expect(keys(rest.records)).toEqual(['3', '4']);
    expect(rest.pages.at(-1)).toEqual({ records: [], next: rest.pages[0]?.next, done: true });
  });

  it('reads a row changed after the end was frozen in the next window, once the window before it overlaps', async () => {
    await table('orders', columns, `(1, 1, '', '2026-03-01Z')`, `(2, 1, '', '2026-03-01Z')`);
    const connector = await open({ orders });
    const first = single(await connector.slices('orders', nothing, noSignal));
    await database.query(`UPDATE orders SET modified = clock_timestamp(), amount = 7 WHERE id = 1`);
    const early = await readAll(connector, first);
    const next = single(await connector.slices('orders', finished(first), noSignal));
    const late = await readAll(connector, next);
    await connector.close();
    expect(keys(early.records)).toEqual(['2']);
    expect(keys(late.records)).toEqual(['1']);
    expect(Date.parse(String(first.params.end)) - Date.parse(String(next.params.low))).toBe(600_000);
  });

  it('ends at the newest stamp of a copy whose rows stand behind the clock, or before it', async () => {
    await table('orders', columns, `(1, 1, '', '2020-03-01 00:00:00.000001Z')`);
    const connector = await open({ orders: { ...orders, windowEnd: 'newest' } });
    const first = single(await connector.slices('orders', nothing, noSignal));
    const idle = single(await connector.slices('orders', finished(first), noSignal));
    await database.query(`INSERT INTO orders VALUES (2, 1, '', '2020-03-02Z'), (3, 1, '', '2199-01-01Z')`);
    const next = single(await connector.slices('orders', finished(first, idle), noSignal));
    const reads = [await readAll(connector, first), await readAll(connector, next)];
    await connector.close();
    expect(reads.map(({ records }) => keys(records))).toEqual([['1'], ['1', '2', '3']]);
    expect(first.params.end).toBe('2020-03-01T00:00:00.000002Z');
  });

  it('does not run ahead of our own clock either', async () => {
    await table('orders', columns);
    const pinned = testContext('erp', () => new Date('2026-03-01T00:00:30Z')).context;
    const config = { connection: { url }, streams: { orders: { ...orders, lagSeconds: 30 } } };
    const connector = await createSqlConnector(config, pinned);
    const slice = single(await connector.slices('orders', nothing, noSignal));
    await connector.close();
    expect(slice.params.end).toBe('2026-03-01T00:00:00.000000Z');
  });

  it('does not run ahead of a transaction that is still open', async () => {
    await table('orders', columns);
    const writer = new pg.Client({ connectionString: url });
    await writer.connect();
    await writer.query('BEGIN');
    await writer.query(`INSERT INTO orders VALUES (1, 1, '', now())`);
    const { rows } = await writer.query<{ begun: Date }>('SELECT now() AS begun');
    const connector = await open({ orders });
    const held = single(await connector.slices('orders', nothing, noSignal));
    await writer.query('COMMIT');
    await writer.end();
    const next = single(await connector.slices('orders', finished(held), noSignal));
    const { records } = await readAll(connector, next);
    await connector.close();
    expect(Date.parse(String(held.params.end))).toBeLessThanOrEqual(Number(rows[0]?.begun.getTime()));
    expect(keys(records)).toEqual(['1']);
  });

  it('hands an unfinished window back with its bounds unchanged, and a new one behind it', async () => {
    await table('orders', columns, `(1, 1, '', '2026-03-01Z')`);
    const connector = await open({ orders });
    const first = single(await connector.slices('orders', nothing, noSignal));
    const progress: StreamProgress = { slices: [{ slice: first, state: 'open' }] };
    const slices = await connector.slices('orders', progress, noSignal);
    await connector.close();
    expect(slices[0]).toEqual(first);
    expect(slices).toHaveLength(2);
  });

  it('loads rows without a cursor value in a pass of their own, or refuses the stream', async () => {
    await table('orders', columns, `(1, 1, '', NULL)`, `(2, 1, '', '2026-03-01Z')`, `(3, 1, '', NULL)`);
    const connector = await open({ orders });
    const slices = await connector.slices('orders', nothing, noSignal);
    const read = await Promise.all(slices.map((slice) => readAll(connector, slice)));
    await connector.close();
    expect(read.map(({ records }) => keys(records))).toEqual([['2'], ['1', '3']]);

    const strict = await open({ orders: { ...orders, nullCursor: 'refuse' } });
    await expect(strict.slices('orders', nothing, noSignal)).rejects.toMatchObject({
      code: 'SOURCE_CONTRACT',
      message: '2 rows have no value in the cursor modified.',
    });
    await strict.close();
  });

  it('reads columns that are named like its own', async () => {
    await table(
      'odd',
      'key int PRIMARY KEY, body text, position int, deleted boolean, updated_at timestamptz, found int, page int',
      `(1, 'b', 2, true, '2026-03-01Z', 3, 4)`,
    );
    const odd = { ...orders, table: 'odd', primaryKey: ['key'], softDelete: 'deleted' };
    const connector = await open({ odd: { ...odd, cursor: { field: 'updated_at', type: 'timestamptz' } } });
    const { records } = await readAll(connector, single(await connector.slices('odd', nothing, noSignal)));
    await connector.close();
    expect(records[0]).toMatchObject({
      deleted: true,
      body: '{"key":1,"body":"b","position":2,"deleted":true,"updated_at":"2026-03-01T00:00:00.000000Z","found":3,"page":4}',
    });
  });

  it('cuts a page at its byte limit and still reads everything', async () => {
    await table('orders', columns, ...[1, 2, 3].map((id) => `(${id}, 1, repeat('x', 3000), '2026-03-01Z')`));
    const connector = await open({ orders: { ...orders, pageRows: 100, pageBytes: 4000 } });
    const { pages } = await readAll(connector, single(await connector.slices('orders', nothing, noSignal)));
    await connector.close();
    expect(pages.map(({ records }) => keys(records))).toEqual([['1', '2'], ['3']]);
  });
});

describe('other cursors', () => {
  it('reads a zoneless stamp in its declared zone, midnight at +08:00 included', async () => {
    await table(
      'receipts',
      'no text PRIMARY KEY, paid date, at timestamp',
      `('R1', '2026-04-30', '2026-05-01 00:00')`,
    );
    const cursor = { field: 'at', type: 'timestamp', zone: 'Asia/Shanghai' };
    const connector = await open({
      receipts: { table: 'receipts', primaryKey: ['no'], cursor, lagSeconds: 0 },
    });
    const slice = single(await connector.slices('receipts', nothing, noSignal));
    const { records } = await readAll(connector, slice);
    await connector.close();
    expect(records[0]?.updatedAt).toBe('2026-04-30T16:00:00.000000Z');
    expect(records[0]?.body).toBe('{"no":"R1","paid":"2026-04-30","at":"2026-04-30T16:00:00.000000Z"}');
    expect(slice.params.high).toBe(localText(String(slice.params.end)));
  });

  it('reads the day of the last window again when the cursor is a date', async () => {
    await table('days', 'id int PRIMARY KEY, day date', `(1, (now() AT TIME ZONE 'UTC')::date)`);
    const connector = await open({
      days: { table: 'days', primaryKey: ['id'], cursor: { field: 'day', type: 'date' }, lagSeconds: 0 },
    });
    const first = single(await connector.slices('days', nothing, noSignal));
    await database.query(`INSERT INTO days SELECT 2, day FROM days`);
    const next = single(await connector.slices('days', finished(first), noSignal));
    const { records } = await readAll(connector, next);
    await connector.close();
    expect(keys(records)).toEqual(['1', '2']);
  });

  it('reads new rows of a growing key, and a lower key that was committed late', async () => {
    await table('moves', 'id int PRIMARY KEY', '(1)', '(2)', '(4)');
    const cursor = { field: 'id', type: 'int' };
    const connector = await open({ moves: { table: 'moves', primaryKey: ['id'], cursor, overlapKeys: 2 } });
    const first = single(await connector.slices('moves', nothing, noSignal));
    await database.query('INSERT INTO moves VALUES (3), (5)');
    const next = single(await connector.slices('moves', finished(first), noSignal));
    const { records } = await readAll(connector, next);
    const idle = single(await connector.slices('moves', finished(first, next), noSignal));
    await connector.close();
    expect(keys(records)).toEqual(['3', '4', '5']);
    expect(idle.id).not.toBe(next.id);
  });

  it('has nothing to read in an empty table with a growing key', async () => {
    await table('moves', 'id int PRIMARY KEY');
    const cursor = { field: 'id', type: 'int' };
    const connector = await open({ moves: { table: 'moves', primaryKey: ['id'], cursor } });
    expect(await connector.slices('moves', nothing, noSignal)).toEqual([]);
    await connector.close();
  });
});

describe('a stream read in full', () => {
  it('pages by a composite key, is complete, and joins the key with U+001F', async () => {
    await table('prices', 'sku text, region text, price money, PRIMARY KEY (sku, region)');
    await database.query(`INSERT INTO prices VALUES ('A', 'n', 10.50), ('A', 's', 11), ('B', 'n', 12)`);
    const connector = await open({ prices: { table: 'prices', primaryKey: ['sku', 'region'], pageRows: 2 } });
    const slice = single(await connector.slices('prices', nothing, noSignal));
    const { records } = await readAll(connector, slice);
    const [declared] = connector.streams;
    await connector.close();
    expect(slice.complete).toBe(true);
    expect(keys(records)).toEqual(['A\u001fn', 'A\u001fs', 'B\u001fn']);
    expect(records[0]?.body).toBe('{"sku":"A","region":"n","price":10.50}');
    expect(declared).toMatchObject({
      deleteMode: 'sweep',
      cursor: undefined,
      fields: { sku: 'string', price: 'decimal' },
    });
  });

  it('goes on with an unfinished pass of the last day and starts anew after it', async () => {
    await table('prices', 'sku text PRIMARY KEY');
    const connector = await open({ prices: { table: 'prices', primaryKey: ['sku'] } });
    const pass = single(await connector.slices('prices', nothing, noSignal));
    const begun = (slice: SliceSpec): StreamProgress => ({ slices: [{ slice, state: 'open' }] });
    const old = { ...pass, id: 'old', params: { kind: 'full', at: '2026-01-01T00:00:00Z' } };
    expect(single(await connector.slices('prices', begun(pass), noSignal))).toEqual(pass);
    expect(single(await connector.slices('prices', begun(old), noSignal)).id).not.toBe('old');
    await connector.close();
  });

  it('marks soft-deleted rows and leaves them out of the control totals', async () => {
    await table('bills', 'id int PRIMARY KEY, total numeric, gone_at timestamptz');
    await database.query(`INSERT INTO bills VALUES (1, 0.10, NULL), (2, 0.20, NULL), (3, 5, now())`);
    const bills = {
      table: 'bills',
      primaryKey: ['id'],
      refresh: 'full',
      softDelete: 'gone_at',
      control: { sums: ['total'] },
    };
    const connector = await open({ bills });
    const slice = single(await connector.slices('bills', nothing, noSignal));
    const { records } = await readAll(connector, slice);
    expect(records.map(({ deleted }) => deleted)).toEqual([false, false, true]);
    expect(await connector.control('bills', noSignal)).toEqual({ rows: '2', sums: { total: '0.30' } });
    await connector.close();
  });
});

describe('the contract', () => {
  const parts = { table: 'parts', primaryKey: ['id'], fields: { id: 'int', weight: 'decimal' } };

  it('names a column that went missing after the connector was made, and lets other streams go on', async () => {
    await table('parts', 'id int PRIMARY KEY, weight numeric');
    await table('bins', 'id int PRIMARY KEY');
    const connector = await open({ parts, bins: { table: 'bins', primaryKey: ['id'] } });
    await database.query('ALTER TABLE parts DROP COLUMN weight');
    await expect(connector.slices('parts', nothing, noSignal)).rejects.toMatchObject({
      code: 'SOURCE_CONTRACT',
      subject: 'erp.parts',
      message: 'The column weight is missing from parts.',
    });
    const report = await connector.check(noSignal);
    expect(report.ok).toBe(false);
    expect(report.streams.map(({ stream, ok }) => [stream, ok])).toEqual([
      ['parts', false],
      ['bins', true],
    ]);
    expect(Math.abs(report.clockSkewMs ?? Number.NaN)).toBeLessThan(5_000);
    await connector.close();
  });

  it('names a column whose type has changed', async () => {
    await table('parts', 'id int PRIMARY KEY, weight text');
    const connector = await open({ parts });
    await expect(connector.slices('parts', nothing, noSignal)).rejects.toThrow(
      'The column weight is text, declared as decimal.',
    );
    expect(await connector.discover(noSignal)).toEqual([
      { name: 'parts', fields: { id: 'integer', weight: 'text' } },
    ]);
    await connector.close();
  });

  it('says which table is missing', async () => {
    const connector = await open({ ghost: { table: 'nowhere.ghost', primaryKey: ['id'] } });
    await expect(connector.slices('ghost', nothing, noSignal)).rejects.toThrow(
      'The table nowhere.ghost does not exist',
    );
    await connector.close();
  });

  it('can only read', async () => {
    await table('parts', 'id int PRIMARY KEY');
    await database.query(`
      CREATE OR REPLACE FUNCTION burn() RETURNS int LANGUAGE plpgsql AS
        $$ BEGIN DELETE FROM parts; RETURN 1; END $$;
      CREATE OR REPLACE VIEW trap AS SELECT burn() AS id`);
    const connector = await open({ trap: { table: 'trap', primaryKey: ['id'] } });
    await expect(connector.slices('trap', nothing, noSignal)).rejects.toMatchObject({
      code: 'SOURCE_BAD_RESPONSE',
    });
    await connector.close();
  });
});

describe('failures of the connection', () => {
  it('calls a wrong password an authentication error and repeats no secret', async () => {
    const config = { connection: { url: url.replace(/:[^:@/]+@/, ':wrongsecret@') }, streams: {} };
    const failure: unknown = await createSqlConnector(config, testContext('erp').context).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'SOURCE_AUTH' });
    expect(String(failure)).not.toContain('wrongsecret');
  });

  it('tries an unreachable server three times', async () => {
    const { context, waits } = testContext('erp');
    const config = { connection: { url: 'postgresql://nobody@127.0.0.1:1/none' }, streams: {} };
    await expect(createSqlConnector(config, context)).rejects.toMatchObject({ code: 'SOURCE_UNREACHABLE' });
    expect(waits).toHaveLength(2);
  });

  it('ends a query that runs too long', async () => {
    await database.query('CREATE OR REPLACE VIEW slow AS SELECT 1 AS id, pg_sleep(30)::text AS nap');
    const connector = await open(
      { slow: { table: 'slow', primaryKey: ['id'] } },
      { statementTimeoutSeconds: 1 },
    );
    const slice = { stream: 'slow', id: 'full', params: { kind: 'full' }, complete: true };
    await expect(readAll(connector, slice)).rejects.toThrow('took longer than the statement timeout');
    await connector.close();
  });
});

function localText(utc: string): string {
  const shifted = new Date(Date.parse(utc) + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 19)}.${utc.slice(20, 26)}`;
}
