import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashPassword } from './password.ts';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

const endless = 'SELECT count() FROM numbers(10000000000000)';

let server: TestClickHouse;
let user: RawClient;
let reader: RawClient;
/** Has a place of its own, so that it can look on. */
let operator: RawClient;
let running: { readonly id: string; readonly answer: Promise<string> };

beforeAll(async () => {
  const passwordHash = await hashPassword('p');
  server = await testClickHouse(
    [
      { name: 'operator', passwordHash, rights: 'admin' },
      { name: 'reader', passwordHash, rights: 'reader', databases: ['mart'] },
    ],
    tmpdir(),
    { queries: 3, queriesPerUser: 1 },
  );
  const as = (username: string) => rawClient({ url: server.url, username, password: 'p' });
  user = rawClient(server);
  reader = as('reader');
  operator = as('operator');
  await user.text('CREATE DATABASE mart');
  await user.text('CREATE TABLE mart.t (n UInt64) ENGINE = MergeTree ORDER BY n');
});
afterAll(() => server.stop());

/** The user's only place is taken. */
beforeEach(async () => {
  running = await placed(user);
});
afterEach(async () => {
  await operator.text(`KILL QUERY WHERE user != 'operator' SYNC`);
  await running.answer;
});

function start(client: RawClient, sql: string) {
  const id = randomUUID();
  return { id, answer: client.text(sql, { query_id: id }) };
}

/** A query that runs, and goes on. */
async function placed(client: RawClient) {
  const query = start(client, endless);
  const listed = () => operator.text(`SELECT count() FROM system.processes WHERE query_id = '${query.id}'`);
  await expect.poll(listed, { timeout: 20_000 }).toBe('1\n');
  return query;
}

const found = (id: string) => operator.text(`KILL QUERY WHERE query_id = '${id}' TEST`);

/** A query that has come as far as the queue. */
async function waiting(sql = 'SELECT 1', client = user) {
  const query = start(client, sql);
  await expect.poll(() => found(query.id), { timeout: 20_000 }).not.toBe('');
  return query;
}

test.each([
  ['SYNC', 'finished'],
  ['ASYNC', 'waiting'],
])('KILL QUERY … %s ends a query that waits, and tells of it as of others', async (mode, status) => {
  const { id, answer } = await waiting('SELECT 2');
  expect(await operator.text(`KILL QUERY WHERE query_id = '${id}' ${mode}`)).toBe(
    `${status}\t${id}\tdefault\tSELECT 2\n`,
  );
  expect(await answer).toMatch(/^Code: 394\..*QUERY_WAS_CANCELLED/);
  expect(await found(id)).toBe('');
  await operator.text('SYSTEM FLUSH LOGS');
  const log = `SELECT type, exception_code FROM system.query_log WHERE query_id = '${id}'`;
  expect(await operator.text(log)).toBe('ExceptionBeforeStart\t394\n');
});

test('with TEST it is told of, and served when there is a place', async () => {
  const { id, answer } = await waiting('SELECT 3');
  expect(await found(id)).toBe(`unknown_status\t${id}\tdefault\tSELECT 3\n`);
  await operator.text(`KILL QUERY WHERE query_id = '${running.id}' SYNC`);
  expect(await answer).toBe('3\n');
});

test('a condition may be about anything that a running query has', async () => {
  const { id, answer } = await waiting('SELECT 4');
  const where = `initial_user = 'default' AND elapsed >= 0 AND read_rows = 0 AND NOT is_cancelled AND empty(Settings) AND query = 'SELECT 4'`;
  expect(await operator.text(`KILL QUERY WHERE ${where} SYNC`)).toContain(id);
  expect(await answer).toContain('Code: 394');
});

test('one KILL ends what runs and what waits', async () => {
  const { id, answer } = await waiting();
  const killed = await operator.text("KILL QUERY WHERE user = 'default' SYNC");
  expect(
    killed
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[1])
      .sort(),
  ).toEqual([running.id, id].sort());
  expect(await answer).toContain('Code: 394');
});

test("a reader ends its own and nobody else's", async () => {
  const place = await placed(reader);
  const own = await waiting('SELECT 5', reader);
  const foreign = await waiting('SELECT 6');
  const ids = `'${own.id}', '${foreign.id}'`;
  expect(await reader.text(`KILL QUERY WHERE query_id IN (${ids}) SYNC`)).toBe(
    `finished\t${own.id}\treader\tSELECT 5\n`,
  );
  expect(await own.answer).toContain('Code: 394');
  expect(await found(foreign.id)).not.toBe('');
  await operator.text("KILL QUERY WHERE user != 'operator' SYNC");
  await Promise.all([place.answer, foreign.answer]);
});

test('rows whose client leaves while they wait are not inserted', async () => {
  const leaving = new AbortController();
  const id = randomUUID();
  const parameters = { query: 'INSERT INTO mart.t FORMAT CSV', query_id: id };
  const sent = user.raw({ body: '1\n2\n', parameters, signal: leaving.signal });
  await expect.poll(() => found(id), { timeout: 20_000 }).not.toBe('');
  leaving.abort();
  await expect(sent).rejects.toThrow();
  await expect.poll(() => found(id), { timeout: 5_000 }).toBe('');
  await operator.text(`KILL QUERY WHERE query_id = '${running.id}' SYNC`);
  expect(await user.text('SELECT count() FROM mart.t')).toBe('0\n');
});
