import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from './password.ts';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouseOn, testDataDir } from './test-server.ts';

let dataDir: string;
let server: TestClickHouse;
let raw: RawClient['raw'];
let text: RawClient['text'];

async function start(): Promise<void> {
  server = await testClickHouseOn(dataDir, [
    { name: 'reader', passwordHash: await hashPassword('p'), rights: 'reader' },
  ]);
  ({ raw, text } = rawClient(server));
}

beforeAll(async () => {
  dataDir = await testDataDir();
  await start();
  await text('CREATE DATABASE mart');
  await text('CREATE TABLE mart.t (n UInt64) ENGINE = MergeTree ORDER BY n');
});
afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function asReader(sql: string): Promise<string> {
  return rawClient({ ...server, username: 'reader', password: 'p' }).text(sql);
}

type Row = Readonly<Record<string, unknown>>;

/** All rows of a query, in the order of their types. */
async function rowsOf(queryId: string, columns = '*'): Promise<Row[]> {
  await text('SYSTEM FLUSH LOGS');
  const rows = await text(
    `SELECT ${columns} FROM system.query_log WHERE query_id = '${queryId}' ORDER BY system.query_log.type FORMAT JSONEachRow`,
  );
  return rows
    .trimEnd()
    .split('\n')
    .map((row): Row => JSON.parse(row));
}

/** The row of its end. */
async function logged(queryId: string, columns?: string): Promise<Row> {
  const end = (await rowsOf(queryId, columns)).at(-1);
  if (end === undefined) throw new Error(`Query ${queryId} is not in the log.`);
  return end;
}

test('a query is logged with its numbers, its client and its settings', async () => {
  const queryId = randomUUID();
  const before = Math.floor(Date.now() / 1000);
  await raw({
    body: 'SELECT number FROM numbers(1000) LIMIT 10 FORMAT JSON',
    parameters: { query_id: queryId, max_threads: '2', database: 'mart', log_comment: 'why' },
    headers: { 'User-Agent': 'a test' },
  });
  const row = await logged(queryId, '*, toUnixTimestamp(query_start_time) AS at');
  expect(row).toMatchObject({
    type: 'QueryFinish',
    query: 'SELECT number FROM numbers(1000) LIMIT 10 FORMAT JSON',
    query_kind: 'Select',
    result_rows: 10,
    current_database: 'mart',
    exception_code: 0,
    user: 'default',
    initial_user: 'default',
    initial_query_id: queryId,
    address: '::ffff:127.0.0.1',
    interface: 2,
    http_method: 2,
    http_user_agent: 'a test',
    log_comment: 'why',
    Settings: { max_threads: '2', log_comment: 'why' },
  });
  expect(Number(row.read_rows)).toBeGreaterThanOrEqual(10);
  expect(Number(row.at)).toBeGreaterThanOrEqual(before);
  expect(Number(row.at)).toBeLessThan(before + 60);
});

test('the begin of a query is logged too, with what is known by then', async () => {
  const queryId = randomUUID();
  await text('SELECT number FROM numbers(1000) FORMAT JSON', { query_id: queryId, max_threads: '2' });
  const [start, finish, ...others] = await rowsOf(queryId);
  expect([start?.type, finish?.type, others]).toEqual(['QueryStart', 'QueryFinish', []]);
  for (const column of [
    ...['query', 'query_kind', 'normalized_query_hash', 'current_database', 'query_start_time_microseconds'],
    ...['user', 'initial_user', 'query_id', 'initial_query_id', 'is_initial_query', 'interface', 'Settings'],
    ...['address', 'port', 'http_method', 'http_user_agent', 'hostname'],
  ])
    expect([column, start?.[column]]).toEqual([column, finish?.[column]]);
  expect(start?.event_time_microseconds).toBe(start?.query_start_time_microseconds);
  expect(start).toMatchObject({ query_duration_ms: 0, read_rows: 0, result_rows: 0, exception_code: 0 });
});

test.each([
  ['DDL', 'CREATE DATABASE IF NOT EXISTS mart', ['QueryStart', 'QueryFinish']],
  ['a change of rights', "CREATE USER IF NOT EXISTS begun IDENTIFIED BY 'p'", ['QueryStart', 'QueryFinish']],
  ['SYSTEM FLUSH LOGS', 'SYSTEM FLUSH LOGS', ['QueryStart', 'QueryFinish']],
  ['KILL QUERY', "KILL QUERY WHERE query_id = 'none'", ['QueryStart', 'QueryFinish']],
  ['an error while it runs', 'SELECT throwIf(1)', ['QueryStart', 'ExceptionWhileProcessing']],
  ['what never begins', 'SELEC 1', ['ExceptionBeforeStart']],
])('%s has its rows', async (_name, sql, types) => {
  const queryId = randomUUID();
  await text(sql, { query_id: queryId });
  expect((await rowsOf(queryId, 'type')).map(({ type }) => type)).toEqual(types);
});

test('queries that differ in their values only have one hash', async () => {
  const ids = [randomUUID(), randomUUID()];
  for (const [index, query_id] of ids.entries()) await text(`SELECT ${index}`, { query_id });
  const [first, second] = await Promise.all(ids.map((id) => logged(id, 'normalized_query_hash AS hash')));
  expect(first?.hash).toBeGreaterThan(1_000);
  expect(first).toEqual(second);
});

test('an insert is logged with the rows written and without their values', async () => {
  const [file, values] = [randomUUID(), randomUUID()];
  await raw({
    body: '{"n":5}\n',
    parameters: { query: 'INSERT INTO mart.t FORMAT JSONEachRow', query_id: file },
  });
  await text('INSERT INTO mart.t VALUES (6), (7)', { query_id: values });
  expect(await logged(file)).toMatchObject({
    written_rows: 1,
    read_rows: 1,
    query_kind: 'Insert',
    query: 'INSERT INTO mart.t FORMAT JSONEachRow\n',
  });
  expect(await logged(values)).toMatchObject({ written_rows: 2, query: 'INSERT INTO mart.t VALUES' });
});

test.each([
  ['SELEC 1', 'ExceptionBeforeStart', 62],
  ['SELECT throwIf(1)', 'ExceptionWhileProcessing', 395],
])('%s is logged with its error', async (sql, type, code) => {
  const queryId = randomUUID();
  await text(sql, { query_id: queryId });
  expect(await logged(queryId)).toMatchObject({
    type,
    exception_code: code,
    query: sql,
    exception: expect.stringContaining(`Code: ${code}`),
  });
});

test('secrets are not logged', async () => {
  const queryId = randomUUID();
  const sql = "SELECT 'http://me:hush@host/', encrypt('no such mode', 'text', 'hush')";
  expect(await text(sql, { query_id: queryId })).toContain('Code: ');
  const row = await logged(queryId);
  expect(row.query).toBe("SELECT 'http://[HIDDEN]@host/', encrypt('no such mode', '[HIDDEN]', '[HIDDEN]')");
  expect(JSON.stringify(row)).not.toContain('hush');
});

test('the log is written without being asked to', async () => {
  const queryId = randomUUID();
  await text('SELECT 1', { query_id: queryId });
  const count = `SELECT count() FROM system.query_log WHERE query_id = '${queryId}'`;
  await expect.poll(() => text(count), { timeout: 20_000 }).toBe('2\n');
});

test('the log outlives a stop', async () => {
  const queryId = randomUUID();
  await text('SELECT 1', { query_id: queryId });
  await server.stop();
  await start();
  expect(await logged(queryId)).toMatchObject({ type: 'QueryFinish', query: 'SELECT 1' });
});

test.each([
  'SELECT count() FROM system.query_log',
  'SELECT count() FROM _yardstick.query_log',
  "SELECT count() FROM merge('_yardstick', 'query_log')",
  'SELECT count() FROM system.yardstick_running',
  'SELECT count() FROM system.yardstick_processes',
  'SYSTEM FLUSH LOGS',
])('a reader does not see it: %s', async (sql) => {
  expect(await asReader(sql)).toMatch(/^Code: (497|164)\./);
});

test('queries know their id and their user', async () => {
  expect(await text('SELECT queryID(), currentUser() FORMAT TSVWithNames', { query_id: 'me' })).toBe(
    'queryID()\tcurrentUser()\nme\tdefault\n',
  );
  expect(
    await asReader("SELECT upper(user()) AS u, count() FROM numbers(3) WHERE currentUser() = 'reader'"),
  ).toBe('READER\t3\n');
});
