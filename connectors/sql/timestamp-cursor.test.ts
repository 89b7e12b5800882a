import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { StreamProgress } from '../kit/connector.ts';
import { noSignal, readAll, single, testContext } from '../kit/test-context.ts';
import { createSqlConnector } from './connector.ts';
import { finished, keys, nothing, testSource } from './test-source.ts';

const { open, query, table, url } = testSource();

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
    await query(`UPDATE orders SET modified = clock_timestamp(), amount = 7 WHERE id = 1`);
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
    await query(`INSERT INTO orders VALUES (2, 1, '', '2020-03-02Z'), (3, 1, '', '2199-01-01Z')`);
    const next = single(await connector.slices('orders', finished(first, idle), noSignal));
    const reads = [await readAll(connector, first), await readAll(connector, next)];
    await connector.close();
    expect(reads.map(({ records }) => keys(records))).toEqual([['1'], ['1', '2', '3']]);
    expect(first.params.end).toBe('2020-03-01T00:00:00.000002Z');
  });

  it('does not run ahead of our own clock either', async () => {
    await table('orders', columns);
    const pinned = testContext('erp', () => new Date('2026-03-01T00:00:30Z')).context;
    const config = { connection: { url: url() }, streams: { orders: { ...orders, lagSeconds: 30 } } };
    const connector = await createSqlConnector(config, pinned);
    const slice = single(await connector.slices('orders', nothing, noSignal));
    await connector.close();
    expect(slice.params.end).toBe('2026-03-01T00:00:00.000000Z');
  });

  it('does not run ahead of a transaction that is still open', async () => {
    await table('orders', columns);
    const writer = new pg.Client({ connectionString: url() });
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
