import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
let raw: RawClient['raw'];
let text: RawClient['text'];
beforeAll(async () => {
  server = await testClickHouse();
  ({ raw, text } = rawClient(server));
  await server.client.command({ query: 'CREATE DATABASE t' });
});
afterAll(() => server.stop());

describe('authentication', () => {
  test('ping needs none', async () => {
    expect(await (await fetch(`${server.url}/ping`)).text()).toBe('Ok.\n');
    expect((await fetch(`${server.url}/replicas_status`)).status).toBe(200);
  });

  test('Basic and the headers of ClickHouse both work', async () => {
    const basic = `Basic ${Buffer.from(`${server.username}:${server.password}`).toString('base64')}`;
    const response = await fetch(`${server.url}/?query=SELECT+1`, { headers: { Authorization: basic } });
    expect(await response.text()).toBe('1\n');
    expect(await text('SELECT 2')).toBe('2\n');
  });

  test('a database named in a header is read as UTF-8', async () => {
    const headers = { 'X-ClickHouse-Database': Buffer.from('标尺').toString('latin1') };
    const answer = await (await raw({ body: 'SELECT 1', headers })).text();
    expect(answer).toContain('标尺');
    expect(answer).toMatch(/^Code: 81\./);
  });

  test.each([
    ['default', 'wrong'],
    ['default', ''],
    ['nobody', 'test password'],
  ])('%s with %j is refused', async (user, key) => {
    const response = await raw({
      body: 'SELECT 1',
      headers: { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': key },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-clickhouse-exception-code')).toBe('516');
  });
});

describe('parameters', () => {
  test.each([
    ['{x:Array(String)}', ["a'b", 'c\td', '标尺']],
    ['{x:Date}', '2024-02-29'],
    ['{x:Date32}', '1925-01-01'],
    ['{x:Decimal(38,12)}', '12345678901234567890.123456789012'],
    ['{x:Nullable(String)}', null],
    ['{x:UInt64}', '18446744073709551615'],
    ['{x:String}', 'back\\slash \n "quote"'],
  ])('%s comes back as it went', async (expression, value) => {
    const result = await server.client.query({
      query: `SELECT ${expression} AS x`,
      query_params: { x: value },
      format: 'JSONEachRow',
    });
    expect(await result.json()).toEqual([{ x: value }]);
  });

  test('an identifier can be a parameter', async () => {
    expect(await text('SELECT count() FROM {t:Identifier}', { param_t: 'system.one' })).toContain('Code: 60');
    expect(await text('SELECT count() FROM system.{t:Identifier}', { param_t: 'one' })).toBe('1\n');
  });

  test('settings, database and default format are taken from the address', async () => {
    const parameters = { max_threads: '3', database: 't', default_format: 'JSONCompactEachRow' };
    expect(await text("SELECT getSetting('max_threads'), currentDatabase(), timezone()", parameters)).toBe(
      '[3, "t", "UTC"]\n',
    );
  });

  test('a body continues the query of the address', async () => {
    expect(await text('+ 2', { query: 'SELECT 1' })).toBe('3\n');
  });

  test('the query id is answered, and cannot end its comment', async () => {
    const queryId = 'x*/ SELECT 2 /*';
    const response = await raw({ body: 'SELECT 1', parameters: { query_id: queryId } });
    expect(response.headers.get('x-clickhouse-query-id')).toBe(queryId);
    expect(await response.text()).toBe('1\n');
  });
});

describe('results', () => {
  test('a JSON document has one header, whatever its size', async () => {
    const result = await server.client.query({
      query: 'SELECT number AS n, toDecimal64(1.5, 4) AS d FROM numbers(200000)',
    });
    const document = await result.json<{ n: string; d: string }>();
    expect(document.rows).toBe(200_000);
    expect(document.data[199_999]).toEqual({ n: '199999', d: '1.5' });
  });

  test('rows are streamed while the query runs', async () => {
    const result = await server.client.query({
      query: 'SELECT number FROM numbers(3000000)',
      format: 'JSONCompactEachRow',
    });
    let rows = 0;
    for await (const chunk of result.stream()) rows += chunk.length;
    expect(rows).toBe(3_000_000);
  });

  test.each(['Native', 'RowBinaryWithNamesAndTypes', 'Parquet', 'CSVWithNames', 'XML', 'PrettyCompact'])(
    '%s is one body',
    async (format) => {
      const rows = 100_000;
      const body = new Uint8Array(
        await (
          await raw({ body: `SELECT number AS n FROM numbers(${rows}) FORMAT ${format}` })
        ).arrayBuffer(),
      );
      if (format === 'PrettyCompact') return expect(body.length).toBeGreaterThan(1000);
      if (format === 'XML') return expect(Buffer.from(body).toString().match(/<row>/g)).toHaveLength(rows);
      await text(`CREATE OR REPLACE TABLE t.copy (n UInt64) ENGINE = MergeTree ORDER BY n`);
      const copied = await raw({ parameters: { query: `INSERT INTO t.copy FORMAT ${format}` }, body });
      expect(JSON.parse(copied.headers.get('x-clickhouse-summary') ?? '{}')).toMatchObject({
        written_rows: String(rows),
      });
      return expect(await text('SELECT count(), sum(n), max(n) FROM t.copy')).toBe(
        `${rows}\t4999950000\t99999\n`,
      );
    },
  );

  test('an empty result is empty', async () => {
    expect(await text('SELECT 1 WHERE 0')).toBe('');
  });

  test('SHOW, DESCRIBE, EXISTS and EXPLAIN answer rows', async () => {
    expect(await text('EXISTS DATABASE t')).toBe('1\n');
    expect(await text("SHOW DATABASES LIKE 't' FORMAT JSONEachRow")).toBe('{"name":"t"}\n');
    expect(await text('DESCRIBE (SELECT 1 AS a)')).toContain('a\tUInt8');
    expect(await text('EXPLAIN SELECT 1')).toContain('SystemOne');
  });

  test('gzip both ways', async () => {
    const parameters = {
      query: 'SELECT length({s:String}) AS l,',
      param_s: 'abc',
      enable_http_compression: '1',
    };
    const response = await raw({
      parameters,
      headers: { 'Content-Encoding': 'gzip', 'Accept-Encoding': 'gzip' },
      body: gzipSync("repeat('x', 900000)"),
    });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect((await response.text()).length).toBe(900_003);
  });

  test('a long analysis holds up nobody else', async () => {
    const slow = text('SELECT (SELECT max(sipHash64(number)) FROM numbers(40000000)) > 0');
    const started = performance.now();
    expect(await text('SELECT 1')).toBe('1\n');
    const quick = performance.now() - started;
    expect(await slow).toBe('1\n');
    expect(quick).toBeLessThan(performance.now() - started);
  });

  test('more queries than places queue', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => text(`SELECT ${index}, sleep(0.1)`)),
    );
    expect(answers).toEqual(Array.from({ length: 60 }, (_, index) => `${index}\t0\n`));
  });
});
