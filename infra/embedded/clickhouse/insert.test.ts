import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
beforeAll(async () => {
  server = await testClickHouse();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.client.command({
    query:
      'CREATE OR REPLACE TABLE line (n UInt64, amount Decimal(38, 12), day Date32) ENGINE = MergeTree ORDER BY n',
  });
});

function* lines(count: number) {
  for (let n = 0; n < count; n += 1) yield { n: String(n), amount: '0.000000000001', day: '1925-06-01' };
}

async function totals(): Promise<unknown> {
  const result = await server.client.query({
    query: 'SELECT count() AS rows, sum(amount) AS amount FROM line',
    format: 'JSONEachRow',
  });
  return result.json();
}

function post(query: string, body: BodyInit): Promise<Response> {
  const url = `${server.url}/?${new URLSearchParams({ query, user: server.username, password: server.password })}`;
  return fetch(url, { method: 'POST', body });
}

test('200,000 rows from an iterator arrive and are counted', async () => {
  const inserted = await server.client.insert({
    table: 'line',
    values: Readable.from(lines(200_000)),
    format: 'JSONEachRow',
  });
  expect(inserted.summary?.written_rows).toBe('200000');
  expect(await totals()).toEqual([{ rows: '200000', amount: '0.0000002' }]);
});

test('a body of 20 MB is inserted', async () => {
  const row = `${JSON.stringify({ n: '1', amount: '1', day: '2024-01-01' })}\n`;
  const rows = Math.ceil(20_000_000 / row.length);
  const response = await post('INSERT INTO line FORMAT JSONEachRow', row.repeat(rows));
  expect(response.status).toBe(200);
  expect(await totals()).toEqual([{ rows: String(rows), amount: String(rows) }]);
});

test('long VALUES in the body arrive, statement and rows together', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => `(${n}, 1, '2024-01-01')`).join(',');
  const response = await post('', `INSERT INTO line VALUES ${rows}`);
  expect(JSON.parse(response.headers.get('x-clickhouse-summary') ?? '{}')).toMatchObject({
    written_rows: '30000',
  });
});

test('INSERT … SELECT counts its rows', async () => {
  const { summary } = await server.client.command({
    query: "INSERT INTO line SELECT number, 1, '2024-01-01' FROM numbers(1234)",
  });
  expect(summary?.written_rows).toBe('1234');
});

test('nothing is inserted when a row is wrong, and the message tells no path', async () => {
  const response = await post(
    'INSERT INTO line FORMAT JSONEachRow',
    '{"n":1,"amount":"1","day":"2024-01-01"}\nnot json\n',
  );
  const text = await response.text();
  expect(response.status).toBe(400);
  expect(text).toContain('at row 2');
  expect(text).not.toContain('spool');
  expect(await totals()).toEqual([{ rows: '0', amount: '0' }]);
});

test('an upload that breaks off inserts nothing and leaves nothing behind', async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"n":1,"amount":"1","day":"2024-01-01"}\n'));
    },
    pull(controller) {
      controller.error(new Error('cable pulled'));
    },
  });
  const url = `${server.url}/?${new URLSearchParams({ query: 'INSERT INTO line FORMAT JSONEachRow', user: server.username, password: server.password })}`;
  const request: RequestInit & { duplex: 'half' } = { method: 'POST', body: broken, duplex: 'half' };
  await expect(fetch(url, request)).rejects.toThrow();
  const spooled = () =>
    readdirSync(join(server.dataDir, 'spool')).filter((name) => name.startsWith('body-')).length;
  await expect.poll(spooled).toBe(0);
  expect(await totals()).toEqual([{ rows: '0', amount: '0' }]);
});

test('no rows are no error', async () => {
  expect((await post('INSERT INTO line FORMAT JSONEachRow', '')).status).toBe(200);
});
