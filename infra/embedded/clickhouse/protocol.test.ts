import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
beforeAll(async () => {
  server = await testClickHouse();
  await server.client.command({ query: 'CREATE DATABASE t' });
});
afterAll(() => server.stop());

interface Raw {
  readonly parameters?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: BodyInit;
  readonly method?: string;
  readonly signal?: AbortSignal;
}

function raw({ parameters = {}, headers = {}, body, method = 'POST', signal }: Raw): Promise<Response> {
  const auth = { 'X-ClickHouse-User': server.username, 'X-ClickHouse-Key': server.password };
  const init: RequestInit = { method, headers: { ...auth, ...headers } };
  if (body !== undefined) init.body = body;
  if (signal !== undefined) init.signal = signal;
  return fetch(`${server.url}/?${new URLSearchParams(parameters)}`, init);
}

async function text(sql: string, parameters: Record<string, string> = {}): Promise<string> {
  return (await raw({ body: sql, parameters })).text();
}

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

describe('errors', () => {
  test.each([
    ['SELECT * FROM nope', 60, 404],
    ['SELECT * FROM nope.nope', 81, 404],
    ['SELECT nope()', 46, 404],
    ['SELECT nope', 47, 404],
    ['SELEC 1', 62, 400],
    ['', 62, 400],
    ['-- nothing', 62, 400],
    ['SELECT 1; SELECT 2', 62, 400],
    ["SELECT toUInt8('x')", 6, 400],
    ['SELECT throwIf(1)', 395, 500],
    ["SELECT 1 INTO OUTFILE 'yardstick-outfile.csv'", 48, 501],
    ["INSERT INTO t.x FROM INFILE '/etc/passwd' FORMAT CSV", 48, 501],
  ])('%j is code %i, status %i', async (sql, code, status) => {
    const response = await raw({ body: sql });
    expect(response.status).toBe(status);
    expect(response.headers.get('x-clickhouse-exception-code')).toBe(String(code));
    expect(await response.text()).toMatch(
      new RegExp(`^Code: ${code}\\. DB::Exception: .*\\([A-Z_]+\\)`, 's'),
    );
  });

  test('the first of two statements is not run when the second does not parse', async () => {
    await text('CREATE TABLE t.kept (a UInt8) ENGINE = MergeTree ORDER BY a');
    expect(await text('DROP TABLE t.kept; SELEC')).toContain('Code: 62');
    expect(await text('EXISTS t.kept')).toBe('1\n');
  });

  test('a connection takes its next request after an error in a large body', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (body: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { 'X-ClickHouse-User': server.username, 'X-ClickHouse-Key': server.password };
        request(server.url, { agent, method: 'POST', headers }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode));
        })
          .once('error', reject)
          .end(body);
      });
    expect(await send(`INSERT INTO t.kept wrong FORMAT CSV ${'x'.repeat(5_000_000)}`)).toBe(400);
    expect(await send('SELECT 1')).toBe(200);
    agent.destroy();
  });

  test('the client reads code and type', async () => {
    const failing = server.client.query({ query: 'SELECT * FROM nope' });
    await expect(failing).rejects.toMatchObject({ code: '60', type: 'UNKNOWN_TABLE' });
  });

  test('an error in mid-stream reaches the client', async () => {
    const result = await server.client.query({
      query: 'SELECT throwIf(number = 2000000) FROM numbers(3000000)',
      format: 'JSONEachRow',
    });
    const reading = (async () => {
      for await (const _rows of result.stream());
    })();
    await expect(reading).rejects.toThrow(/throwIf/);
  });

  test('max_execution_time ends a query', async () => {
    const response = await raw({
      body: 'SELECT count() FROM numbers(1000000000000)',
      parameters: { max_execution_time: '1' },
    });
    expect(response.headers.get('x-clickhouse-exception-code')).toBe('159');
  });

  test('a client may bind itself to reading', async () => {
    expect(await text('CREATE DATABASE bound', { readonly: '1', max_threads: '2' })).toContain('Code: 164');
  });

  test('GET only reads', async () => {
    const response = await raw({ method: 'GET', parameters: { query: 'CREATE DATABASE got' } });
    expect(await response.text()).toContain('Code: 164');
  });

  test('a running query id is not taken twice', async () => {
    const first = text('SELECT sleep(1)', { query_id: 'twice' });
    const second = await text('SELECT 1', { query_id: 'twice' });
    expect([await first, second].filter((answer) => answer.includes('Code: 216'))).toHaveLength(1);
  });
});

describe('sessions', () => {
  test('keep temporary tables and settings; others do not see them', async () => {
    const session = { session_id: randomUUID() };
    await text('CREATE TEMPORARY TABLE mine (a UInt8)', session);
    await text('INSERT INTO mine VALUES (5)', session);
    await text('SET max_threads = 3', session);
    expect(await text("SELECT a, getSetting('max_threads') FROM mine", session)).toBe('5\t3\n');
    expect(await text('SELECT a FROM mine')).toContain('Code: 60');
  });

  test('an unknown session that must exist is 372, a busy one 373', async () => {
    expect(await text('SELECT 1', { session_id: 'none', session_check: '1' })).toContain('Code: 372');
    const session = { session_id: randomUUID() };
    await text('SELECT 1', session);
    const answers = await Promise.all([
      text('SELECT sleep(0.5)', session),
      text('SELECT sleep(0.5)', session),
    ]);
    expect(answers.filter((answer) => answer.includes('Code: 373'))).toHaveLength(1);
  });
});

describe('cancellation', () => {
  test('KILL finds a query by its id', async () => {
    const queryId = randomUUID();
    const running = text('SELECT count() FROM numbers(10000000000000)', { query_id: queryId });
    await expect
      .poll(() => text(`KILL QUERY WHERE query_id = '${queryId}' SYNC`), { timeout: 10_000 })
      .not.toBe('');
    expect(await running).toContain('Code: 394');
  });

  test('a client that leaves ends its query', async () => {
    const queryId = randomUUID();
    const controller = new AbortController();
    const gone = raw({
      body: 'SELECT count() FROM numbers(10000000000000)',
      parameters: { query_id: queryId },
      signal: controller.signal,
    });
    const running = () =>
      text(
        `SELECT count() FROM system.processes WHERE query LIKE '%qid:${queryId}%' AND query NOT LIKE '%system.processes%'`,
      );
    await expect.poll(running, { timeout: 10_000 }).toBe('1\n');
    controller.abort();
    await expect(gone).rejects.toThrow();
    await expect.poll(running, { timeout: 10_000 }).toBe('0\n');
  });
});
