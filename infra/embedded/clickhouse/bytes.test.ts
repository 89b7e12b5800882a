import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
beforeAll(async () => {
  server = await testClickHouse();
  await server.client.command({ query: 'CREATE TABLE t (s String) ENGINE = MergeTree ORDER BY tuple()' });
});
afterAll(() => server.stop());

/** A character for each byte. */
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

async function post(text: string, parameters: Record<string, string> = {}): Promise<string> {
  return (await rawClient(server).raw({ body: bytes(text), parameters })).text();
}

async function get(search: string): Promise<string> {
  const headers = { 'X-ClickHouse-User': server.username, 'X-ClickHouse-Key': server.password };
  return (await fetch(`${server.url}/?${search}`, { headers })).text();
}

async function inserted(statement: string, parameters: Record<string, string> = {}): Promise<string> {
  await server.client.command({ query: 'TRUNCATE TABLE t' });
  expect(await post(statement, parameters)).toBe('');
  return rawClient(server).text('SELECT hex(s) FROM t');
}

test.each([
  ['in VALUES', "INSERT INTO t VALUES ('\xff\xfea')"],
  ['in VALUES, between other escapes', "INSERT INTO t VALUES ('\xff\\xfe\\x61')"],
  ['in a SELECT', "INSERT INTO t SELECT '\xff\xfea'"],
  ['in rows behind a format', 'INSERT INTO t FORMAT TSV\n\xff\xfea\n'],
  ['in rows of a format without escapes', 'INSERT INTO t FORMAT CSV\n"\xff\xfea"\n'],
])('bytes that are not UTF-8 are stored as they are: %s', async (_where, statement) => {
  expect(await inserted(statement)).toBe('FFFE61\n');
});

test('bytes are stored as they are when the address begins the statement', async () => {
  expect(await inserted("('\xff\xfea')", { query: 'INSERT INTO t VALUES' })).toBe('FFFE61\n');
  expect(await inserted("SELECT '\xff\xfea'", { query: 'INSERT INTO t' })).toBe('FFFE61\n');
});

test('VALUES longer than a statement keep every byte', async () => {
  const rows = Array.from({ length: 60_000 }, () => "('\xff\xfea')").join(',');
  expect(await inserted(`INSERT INTO t VALUES ${rows}`)).toBe('FFFE61\n'.repeat(60_000));
});

test('characters beside such bytes, and halves of them, are what they were', async () => {
  const text = Buffer.from('é中😀').toString('latin1');
  const cut = Buffer.from('😀').subarray(0, 3).toString('latin1');
  expect(await post(`SELECT hex('${text}\xe9${cut}'), '${text}'`)).toBe(
    `${Buffer.from('é中😀').toString('hex').toUpperCase()}E9F09F98\té中😀\n`,
  );
  expect(await post("SELECT hex($a$\\\xff'$a$) -- caf\xe9")).toBe('5CFF27\n');
});

test.each([
  'SELECT 1 AS caf\xe9',
  'SELECT 1 AS `caf\xe9`',
  "SELECT '\\\xff'",
  'INSERT INTO caf\xe9 FORMAT TSV\na\n',
])('a statement is refused rather than changed: %j', async (statement) => {
  expect(await post(statement)).toMatch(/^Code: 62\. .*not UTF-8/);
});

test('the address keeps bytes of the query and its parameters, and refuses them elsewhere', async () => {
  expect(await get("query=SELECT+hex('%FF%FEa')")).toBe('FFFE61\n');
  expect(await get('query=SELECT+hex({p:String})&param_p=%FF%5Cn%C3%A9')).toBe('FF0AC3A9\n');
  expect(await get('query=SELECT+1&log_comment=%FF')).toContain('Code: 36. ');
  expect(await get("query=INSERT+INTO+t+FORMAT+CSV+'%FF'")).toContain('Code: 62. ');
});

test('a field of a form with such bytes is refused', async () => {
  const part = 'Content-Disposition: form-data; name="param_p"';
  const body = bytes(`--cut\r\n${part}\r\n\r\n\xff\r\n--cut--\r\n`);
  const headers = { 'Content-Type': 'multipart/form-data; boundary=cut' };
  const answer = await rawClient(server).raw({ body, headers, parameters: { query: 'SELECT {p:String}' } });
  expect(await answer.text()).toContain('Code: 36. ');
});
