import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failsInMidStream, type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';
import { wireClient } from './test-wire.ts';

let server: TestClickHouse;
let raw: RawClient['raw'];
let text: RawClient['text'];
beforeAll(async () => {
  server = await testClickHouse();
  ({ raw, text } = rawClient(server));
  await server.client.command({ query: 'CREATE DATABASE t' });
});
afterAll(() => server.stop());

describe('errors', () => {
  test.each([
    ['SELECT * FROM nope', 60, 404],
    ['SELECT * FROM nope.nope', 81, 404],
    ['SELECT nope()', 46, 404],
    ['SELECT nope', 47, 404],
    ['SELEC 1', 62, 400],
    ['', 62, 400],
    ['SELECT {x:UInt8}', 456, 500],
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
      query: failsInMidStream,
      format: 'JSONEachRow',
    });
    const reading = (async () => {
      for await (const _rows of result.stream());
    })();
    // The client cannot read the text when a busy machine hands it over in two pieces; it knows of the error all the same.
    await expect(reading).rejects.toThrow(/throwIf|error in the stream/);
  });

  test('an error in mid-stream is told inside a compressed answer too', async () => {
    const response = await raw({
      body: failsInMidStream,
      parameters: { enable_http_compression: '1', default_format: 'JSONEachRow' },
      headers: { 'Accept-Encoding': 'gzip' },
    });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const tag = response.headers.get('x-clickhouse-exception-tag');
    const body = await response.text();
    const [, told, message = '', length] =
      /\r\n__exception__\r\n(\w+)\r\n([\s\S]*\n)(\d+) \w+\r\n__exception__\r\n$/.exec(body) ?? [];
    expect([told, Number(length)]).toEqual([tag, Buffer.byteLength(message)]);
    expect(message).toMatch(/^Code: 395\. /);
  });

  test('the connection of an error in mid-stream takes the next request', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = wireClient(server);
    const ports = [];
    for (let round = 0; round < 5; round++) {
      const failed = await send({ query: failsInMidStream, agent });
      expect(failed.text()).toContain('Code: 395. ');
      const next = await send({ query: 'SELECT 1', agent });
      expect(next.text()).toBe('1\n');
      ports.push(failed.port, next.port);
    }
    expect(new Set(ports).size).toBe(1);
    agent.destroy();
  });

  test.each([
    ['SELECT 1', { interactive_delay: '0' }],
    ['SELECT 1 SETTINGS interactive_delay = 0', {}],
    ['SET interactive_delay = 0', { session_id: 'restless' }],
  ])('the engine must not look for progress all the time: %s %j', async (sql, parameters) => {
    expect(await text(sql, parameters)).toMatch(/^Code: 452\./);
    expect(await text('SELECT 1', { interactive_delay: '1000' })).toBe('1\n');
  });

  test.each([
    ['SELECT 1', { dialect: 'kusto' }],
    ["SELECT 1 SETTINGS dialect = 'kusto'", {}],
    ["SET allow_experimental_kusto_dialect = 1, dialect = 'kusto'", { session_id: 'foreign' }],
    ["SET profile = 'locked', dialect = 'kusto'", { session_id: 'foreign' }],
  ])('no other dialect is spoken: %s %j', async (sql, parameters) => {
    expect(await text(sql, parameters)).toMatch(/^Code: 452\./);
    expect(await text('SELECT 1', { dialect: 'clickhouse', session_id: 'foreign' })).toBe('1\n');
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

  test('a query id is no longer than clients take as a header', async () => {
    const longest = await raw({ body: 'SELECT 1', parameters: { query_id: 'i'.repeat(1000) } });
    expect(longest.headers.get('x-clickhouse-query-id')).toBe('i'.repeat(1000));
    const longer = await raw({ body: 'SELECT 1', parameters: { query_id: 'i'.repeat(1001) } });
    expect(await longer.text()).toContain('Code: 36. DB::Exception: query_id has 1001 characters');
    expect(longer.headers.get('x-clickhouse-query-id')).toBeNull();
  });

  test('a running query id is not taken twice', async () => {
    const first = text('SELECT sleep(1)', { query_id: 'twice' });
    const second = await text('SELECT 1', { query_id: 'twice' });
    expect([await first, second].filter((answer) => answer.includes('Code: 216'))).toHaveLength(1);
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
    const running = () => text(`SELECT count() FROM system.processes WHERE query_id = '${queryId}'`);
    await expect.poll(running, { timeout: 10_000 }).toBe('1\n');
    controller.abort();
    await expect(gone).rejects.toThrow();
    await expect.poll(running, { timeout: 10_000 }).toBe('0\n');
  });
});
