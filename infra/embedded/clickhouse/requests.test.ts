import { readdirSync } from 'node:fs';
import { request as send } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failsInMidStream, type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
let raw: RawClient['raw'];
let text: RawClient['text'];
beforeAll(async () => {
  server = await testClickHouse();
  ({ raw, text } = rawClient(server));
  await text('CREATE DATABASE t');
});
afterAll(() => server.stop());

const spooled = () =>
  readdirSync(join(server.dataDir, 'spool')).filter((name) => !name.startsWith('output-'));

function form(fields: Record<string, string | File>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe('a form', () => {
  test('brings query and parameters', async () => {
    const body = form({
      query: 'SELECT {s:String}, {a:Array(UInt8)}, {t:Identifier} FROM system.one ARRAY JOIN [1] AS one',
      param_s: "it's\\n",
      param_a: '[1,2]',
      param_t: 'one',
    });
    expect(await (await raw({ body })).text()).toBe("it\\'s\\n\t[1,2]\t1\n");
  });

  test('is what the official client sends when told to', async () => {
    const result = await server.client.query({
      query: 'SELECT {a:Array(String)} AS a, {d:Date} AS d',
      query_params: { a: ["it's", 'tab\t', '标尺'], d: '2024-02-29' },
      use_multipart_params: true,
      format: 'JSONEachRow',
    });
    expect(await result.json()).toEqual([{ a: ["it's", 'tab\t', '标尺'], d: '2024-02-29' }]);
  });

  test('continues the query of the address', async () => {
    expect(
      await (await raw({ body: form({ query: ' + 2' }), parameters: { query: 'SELECT 1' } })).text(),
    ).toBe('3\n');
  });

  test('brings settings and a format', async () => {
    const body = form({
      query: "SELECT getSetting('max_threads') AS n",
      max_threads: '3',
      default_format: 'JSONEachRow',
    });
    expect(await (await raw({ body })).text()).toBe('{"n":3}\n');
  });

  test('brings a value larger than a megabyte', async () => {
    const body = form({ query: 'SELECT length({s:String})', param_s: 'x'.repeat(3_000_000) });
    expect(await (await raw({ body })).text()).toBe('3000000\n');
  });

  test('brings files, which are tables for one query', async () => {
    const fields = {
      query: 'SELECT sum(n), any(s) FROM numbers_sent JOIN named USING (n)',
      numbers_sent: new File(['1\n2\n'], 'a'),
      numbers_sent_structure: 'n UInt64',
      named: new File(['2,"b"\n'], 'b'),
      named_structure: 'n UInt64, s String',
      named_format: 'CSV',
    };
    expect(await (await raw({ body: form(fields), parameters: { session_id: 'files' } })).text()).toBe(
      '2\tb\n',
    );
    expect(await text('SELECT * FROM named', { session_id: 'files' })).toContain('Code: 60');
    await expect.poll(spooled, { timeout: 20_000 }).toEqual([]);
  });

  test('names the columns of a file by number when only types are told', async () => {
    const body = form({
      query: 'SELECT _1, _2 FROM sent',
      sent: new File(['7\tx\n'], 'a'),
      sent_types: 'Decimal(10, 2), String',
    });
    expect(await (await raw({ body })).text()).toBe('7\tx\n');
  });

  test.each([
    [{ sent: new File(['1'], 'a') }, 'Neither structure nor types'],
    [{ 'a b': new File(['1'], 'a') }, 'Invalid name of an external table'],
    [
      { sent: new File(['1'], 'a'), sent_structure: "a String, b String DEFAULT file('/etc/passwd')" },
      'names and types only',
    ],
    [
      {
        sent: new File(['1'], 'a'),
        sent_structure: "a String /* /* */ ' */, b String DEFAULT file('/etc/passwd') -- '",
      },
      'names and types only',
    ],
    [{ sent: new File(['1'], 'a'), sent_structure: "a String /* '" }, 'names and types only'],
  ])('is refused when a file is not described: %#', async (fields, message) => {
    const response = await raw({ body: form({ query: 'SELECT 1', ...fields }) });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(message)]);
    await expect.poll(spooled, { timeout: 20_000 }).toEqual([]);
  });

  test('that breaks off leaves no file behind', async () => {
    const start = '--b\r\nContent-Disposition: form-data; name="sent"; filename="a"\r\n\r\n';
    const { hostname, port } = new URL(server.url);
    const headers = {
      'Content-Type': 'multipart/form-data; boundary=b',
      'X-ClickHouse-User': server.username,
      'X-ClickHouse-Key': server.password,
    };
    const upload = send({ hostname, port, path: '/?sent_structure=n+UInt8', method: 'POST', headers });
    upload.once('error', () => undefined);
    upload.write(start + '1\n'.repeat(100_000));
    await expect.poll(spooled, { timeout: 20_000 }).toHaveLength(1);
    upload.destroy();
    await expect.poll(spooled, { timeout: 20_000 }).toEqual([]);
  });

  test.each([
    ['multipart/form-data', 'x'],
    [
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="query"\r\n\r\nSELECT 1',
    ],
  ])('that is broken is refused: %s', async (type, body) => {
    const response = await raw({ body, headers: { 'Content-Type': type } });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('Code: 36')]);
    expect(await text('SELECT 1')).toBe('1\n');
  });
});

describe('a request', () => {
  test('as curl sends it by default is a query, not a form', async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(await (await raw({ body: "SELECT 'a=1&b=2+3'", headers })).text()).toBe('a=1&b=2+3\n');
  });

  test('names database, format and id in headers, which go before the address but for the id', async () => {
    const headers = {
      'X-ClickHouse-Database': 't',
      'X-ClickHouse-Format': 'CSV',
      'X-ClickHouse-Query-Id': 'of-header',
    };
    const parameters = { database: 'system', default_format: 'JSON' };
    const response = await raw({ body: 'SELECT currentDatabase(), queryID()', headers, parameters });
    expect(await response.text()).toBe('"t","of-header"\n');
    expect(response.headers.get('x-clickhouse-format')).toBe('CSV');
    const both = await raw({ body: 'SELECT queryID()', headers, parameters: { query_id: 'of-address' } });
    expect(await both.text()).toBe('"of-address"\n');
  });

  test('may begin its address with an ampersand', async () => {
    const key = `user=${server.username}&password=${encodeURIComponent(server.password)}`;
    expect(await (await fetch(`${server.url}/?&query=SELECT+1&&${key}`)).text()).toBe('1\n');
  });

  test('may name a role that its user has', async () => {
    expect(await text('SELECT 1', { role: 'admin' })).toBe('1\n');
    const other = await raw({ body: 'SELECT 1', parameters: { role: 'other' } });
    expect([other.status, await other.text()]).toEqual([403, expect.stringContaining('Code: 512')]);
  });

  test('with an id that would break a header is answered, and the id shown as it was', async () => {
    const queryId = "x\r\nSet-Cookie: a=1\t*/ '标尺";
    const response = await raw({
      body: 'SELECT queryID() = {id:String}',
      parameters: { query_id: queryId, param_id: "x\\r\\nSet-Cookie: a=1\\t*/ '标尺" },
    });
    expect(await response.text()).toBe('1\n');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('x-clickhouse-query-id')).toMatch(/^x\?\?Set-Cookie: a=1\?\*\/ '\?+$/);
  });

  test('by HEAD runs and answers no body; by GET it only reads', async () => {
    const head = await raw({ method: 'HEAD', parameters: { query: 'SELECT 1' } });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('x-clickhouse-summary')).toContain('"result_rows":"1"');
    const write = await raw({ method: 'HEAD', parameters: { query: 'CREATE DATABASE by_head' } });
    expect(write.headers.get('x-clickhouse-exception-code')).toBe('164');
  });

  test('of another origin gets no leave to read the answer', async () => {
    const headers = { Origin: 'https://elsewhere.example' };
    for (const request of [
      { method: 'OPTIONS', headers },
      { body: 'SELECT 1', headers, parameters: { add_http_cors_header: '1' } },
    ]) {
      const response = await raw(request);
      expect(response.ok).toBe(true);
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      await response.text();
    }
  });

  test.each([
    ['GET', '/dashboard'],
    ['GET', '/merges?x=1'],
    ['PUT', '/'],
    ['DELETE', '/?query=SELECT+1'],
    ['POST', '/ping'],
  ])('%s %s has no handle', async (method, path) => {
    const response = await fetch(server.url + path, { method });
    expect([response.status, await response.text()]).toEqual([
      404,
      expect.stringMatching(`^There is no handle ${path.replace('?', '\\?').replace('+', '\\+')}`),
    ]);
  });

  test('for the root without parameters is a health check', async () => {
    const response = await fetch(server.url);
    expect([response.status, await response.text()]).toEqual([200, 'Ok.\n']);
  });

  test('with a target that is no address has no handle', async () => {
    const { hostname, port } = new URL(server.url);
    const status = await new Promise((resolve, reject) => {
      send({ hostname, port, path: '//', method: 'GET' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(404);
  });
});

describe('wait_end_of_query', () => {
  test.each([{}, { buffer_size: '2000000' }])('gives an error in mid-stream its status: %j', async (more) => {
    const response = await raw({ body: failsInMidStream, parameters: { wait_end_of_query: '1', ...more } });
    expect(response.status).toBe(500);
    expect(response.headers.get('x-clickhouse-exception-code')).toBe('395');
    expect(await response.text()).toMatch(/^Code: 395\./);
    await expect.poll(spooled, { timeout: 20_000 }).toEqual([]);
  });

  test('gives a large answer whole, with a full summary', async () => {
    const response = await raw({
      body: 'SELECT number FROM numbers(1000000)',
      parameters: { wait_end_of_query: '1', default_format: 'RowBinary' },
    });
    expect(JSON.parse(response.headers.get('x-clickhouse-summary') ?? '{}')).toMatchObject({
      result_rows: '1000000',
    });
    const body = new BigUint64Array(await response.arrayBuffer());
    expect([body.length, body.at(-1)]).toEqual([1_000_000, 999_999n]);
    await expect.poll(spooled, { timeout: 20_000 }).toEqual([]);
  });
});

describe('a dialect', () => {
  test('may be named by its setting, and every other setting of dialects at its default value', async () => {
    const answer = await text(
      "SELECT name, value FROM system.settings WHERE name LIKE '%dialect%' FORMAT JSONCompactEachRow",
    );
    const settings: [string, string][] = answer
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(settings).toContainEqual(['dialect', 'clickhouse']);
    expect(settings.length).toBeGreaterThan(1);
    for (const [name, value] of settings) expect(await text('SELECT 1', { [name]: value }), name).toBe('1\n');
  });
});
