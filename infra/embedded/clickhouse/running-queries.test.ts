import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from './password.ts';
import { type RawClient, rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

const endless = 'SELECT count() FROM numbers(10000000000000)';

let server: TestClickHouse;
let raw: RawClient['raw'];
let text: RawClient['text'];
let reader: RawClient;
beforeAll(async () => {
  const passwordHash = await hashPassword('r');
  const readers = ['reader', 'other'].map((name) => ({ name, passwordHash, rights: 'reader' as const }));
  // One user may have all places, so that it can fill them.
  server = await testClickHouse(readers, tmpdir(), { queries: 24, queriesPerUser: 24 });
  ({ raw, text } = rawClient(server));
  reader = rawClient({ ...server, username: 'reader', password: 'r' });
});
afterAll(() => server.stop());

const listed = (queryId: string) =>
  text(`SELECT count() FROM system.processes WHERE query_id = '${queryId}'`);

async function startEndless(client: Pick<RawClient, 'text'> = { text }) {
  const queryId = randomUUID();
  const answer = client.text(endless, { query_id: queryId });
  await expect.poll(() => listed(queryId), { timeout: 20_000 }).toBe('1\n');
  return { queryId, answer };
}

describe('the process list', () => {
  test('shows the id, the user and the text of a client', async () => {
    const { queryId, answer } = await startEndless(reader);
    const sql = `SELECT query_id, user, initial_user, query FROM system.processes WHERE query_id = '${queryId}' FORMAT JSONEachRow`;
    expect(JSON.parse(await text(sql))).toEqual({
      query_id: queryId,
      user: 'reader',
      initial_user: 'reader',
      query: `${endless} FORMAT TabSeparated`,
    });
    expect(await text('SHOW PROCESSLIST FORMAT JSONEachRow')).toContain(queryId);
    await text(`KILL QUERY WHERE query_id = '${queryId}'`);
    expect(await answer).toContain('Code: 394');
  });

  test('shows a statement with parameters with their values, and how far it is', async () => {
    const queryId = randomUUID();
    const sql = 'SELECT count() FROM numbers(10000000000000) WHERE number > {least:UInt64}';
    const answer = reader.text(sql, { query_id: queryId, param_least: '5' });
    await expect.poll(() => listed(queryId), { timeout: 20_000 }).toBe('1\n');
    const shown = `SELECT user, query, mapKeys(Settings) AS names FROM system.processes WHERE query_id = '${queryId}' FORMAT JSONEachRow`;
    const { user, query, names } = JSON.parse(await text(shown));
    expect([user, query]).toEqual([
      'reader',
      "SELECT count() FROM numbers(10000000000000) WHERE number > _CAST(5, 'UInt64') FORMAT TabSeparated",
    ]);
    expect(names).not.toContain('promql_table');
    expect(await reader.text(`KILL QUERY WHERE query_id = '${queryId}' SYNC`)).toContain('finished');
    expect(await answer).toContain('Code: 394');
  });

  test('shows an id that is no plain word', async () => {
    const sql = 'SELECT query_id FROM system.processes FORMAT JSONEachRow';
    const queryId = "a*/ '标尺' %41";
    expect(JSON.parse(await text(sql, { query_id: queryId }))).toEqual({ query_id: queryId });
  });
});

describe('KILL QUERY', () => {
  test.each([
    ['=', (id: string) => `query_id = '${id}'`],
    ['IN', (id: string) => `query_id IN ('none', '${id}')`],
    ['LIKE', (id: string) => `query_id LIKE '${id.slice(0, 20)}%' AND user = 'default'`],
    ['a subquery', (id: string) => `query_id IN (SELECT lower('${id.toUpperCase()}'))`],
  ])('finds a query by %s', async (_name, where) => {
    const { queryId, answer } = await startEndless();
    expect(await text(`KILL QUERY WHERE ${where(queryId)} SYNC`)).toBe(
      `finished\t${queryId}\tdefault\t${endless} FORMAT TabSeparated\n`,
    );
    expect(await listed(queryId)).toBe('0\n');
    expect(await answer).toContain('Code: 394');
  });

  test('does not wait for a place among the running queries', async () => {
    const many = Array.from({ length: 24 }, (_, index) =>
      text(endless, { query_id: `many-${index}`, max_threads: '1' }),
    );
    const kill = (mode: string) => text(`KILL QUERY WHERE query_id LIKE 'many-%' ${mode}`);
    await expect.poll(async () => (await kill('TEST')).match(/\n/g)?.length, { timeout: 30_000 }).toBe(24);
    expect((await kill('SYNC')).match(/^finished/gm)).toHaveLength(24);
    for (const answer of many) expect(await answer).toContain('Code: 394');
  });

  test('with TEST only tells', async () => {
    const { queryId, answer } = await startEndless();
    const where = `WHERE query_id = '${queryId}'`;
    expect(await text(`KILL QUERY ${where} TEST FORMAT JSONEachRow`)).toContain(
      '"kill_status":"unknown_status"',
    );
    expect(await listed(queryId)).toBe('1\n');
    expect(await text(`KILL QUERY ${where} ASYNC FORMAT JSONEachRow`)).toContain('"kill_status":"waiting"');
    expect(await answer).toContain('Code: 394');
  });

  test('answers nothing when there is no such query', async () => {
    expect(await text("KILL QUERY WHERE query_id = 'none' SYNC")).toBe('');
    expect(await text('KILL QUERY WHERE nope = 1')).toContain('Code: 47');
  });

  test("of a reader ends its own queries and nobody else's", async () => {
    const [own, foreign] = await Promise.all([startEndless(reader), startEndless()]);
    const ids = `'${own.queryId}', '${foreign.queryId}'`;
    const killed = await reader.text(`KILL QUERY WHERE query_id IN (${ids}) SYNC`);
    expect(killed).toContain(own.queryId);
    expect(killed).not.toContain(foreign.queryId);
    expect(await own.answer).toContain('Code: 394');
    expect(await listed(foreign.queryId)).toBe('1\n');
    await text(`KILL QUERY WHERE query_id = '${foreign.queryId}'`);
    await foreign.answer;
  });

  test.each([
    'KILL QUERY WHERE 1',
    "KILL QUERY WHERE query_id = '' OR user = currentUser()",
    "KILL QUERY WHERE query_id = file('/etc/passwd')",
    'KILL QUERY WHERE query_id IN (SELECT query_id FROM system.processes)',
    "KILL MUTATION WHERE mutation_id = 'x'",
  ])('of a reader is refused: %s', async (sql) => {
    expect(await reader.text(sql)).toMatch(/^Code: 164\./);
  });
});

describe('a long query', () => {
  test('is ended by max_execution_time with status 408', async () => {
    const response = await raw({ body: endless, parameters: { max_execution_time: '1' } });
    expect([response.status, response.headers.get('x-clickhouse-exception-code')]).toEqual([408, '159']);
    await response.text();
  });

  test.each([
    ['that computes', endless],
    ['whose answer streams', 'SELECT number FROM numbers(10000000000000)'],
    ['that inserts', "INSERT INTO FUNCTION null('n UInt64') SELECT number FROM numbers(10000000000000)"],
    [
      'with a secret',
      "SELECT count() FROM numbers(10000000000000) WHERE encrypt('aes-128-ecb', toString(number), '0123456789abcdef') = ''",
    ],
    ['with parameters', 'SELECT count() FROM numbers(10000000000000) WHERE number > {least:UInt64}'],
  ])('%s ends within five seconds of its client leaving', async (_name, sql) => {
    const controller = new AbortController();
    const queryId = randomUUID();
    const gone = raw({
      body: sql,
      parameters: { query_id: queryId, param_least: '5' },
      signal: controller.signal,
    }).then((response) => response.text());
    await expect.poll(() => listed(queryId), { timeout: 20_000 }).toBe('1\n');
    controller.abort();
    await expect(gone).rejects.toThrow();
    await expect.poll(() => listed(queryId), { timeout: 5_000, interval: 20 }).toBe('0\n');
    await text('SYSTEM FLUSH LOGS');
    const log = `SELECT exception_code FROM system.query_log WHERE query_id = '${queryId}' AND type = 'ExceptionWhileProcessing'`;
    await expect.poll(() => text(log), { timeout: 20_000 }).toBe('394\n');
  });

  test('tells in its summary what it read', async () => {
    const response = await raw({ body: 'SELECT sum(sipHash64(number)) FROM numbers(300000000)' });
    await response.text();
    const summary = JSON.parse(response.headers.get('x-clickhouse-summary') ?? '{}');
    expect(Number(summary.read_rows)).toBeGreaterThan(1_000_000);
    expect(Number(summary.total_rows_to_read)).toBe(300_000_000);
    expect(Number(summary.memory_usage)).toBeGreaterThan(0);
  });

  test('tells exactly what it read where the format does', async () => {
    const response = await raw({ body: 'SELECT sum(number) FROM numbers(1234) FORMAT JSON' });
    await response.text();
    expect(JSON.parse(response.headers.get('x-clickhouse-summary') ?? '{}')).toMatchObject({
      read_rows: '1234',
      read_bytes: '9872',
    });
  });
});

describe('progress headers', () => {
  const slow = 'SELECT sum(sipHash64(number)) FROM numbers(200000000)';

  /** All headers as they came, repeated ones too. */
  function progressOf(sql: string, more: Record<string, string> = {}) {
    const key = { user: server.username, password: server.password };
    const parameters = new URLSearchParams({
      query: sql,
      send_progress_in_http_headers: '1',
      ...key,
      ...more,
    });
    return new Promise<{ status: number | undefined; names: string[]; values: string[]; body: string }>(
      (resolve, reject) => {
        get(`${server.url}/?${parameters}`, (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += chunk;
          });
          response.once('end', () => {
            const all = response.rawHeaders;
            const values = all.filter((_, index) => all[index - 1] === 'X-ClickHouse-Progress');
            resolve({
              status: response.statusCode,
              names: all.filter((_, index) => index % 2 === 0),
              values,
              body,
            });
          });
        }).once('error', reject);
      },
    );
  }

  test('come while a query runs, before its summary', async () => {
    const { names, values, body } = await progressOf(slow);
    const rows = values.map((value) => Number(JSON.parse(value).read_rows));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    expect(names.indexOf('X-ClickHouse-Progress')).toBeLessThan(names.indexOf('X-ClickHouse-Summary'));
    expect(body).toMatch(/^\d+\n$/);
  });

  test('do not come more often than asked for', async () => {
    const { values } = await progressOf(slow, { http_headers_progress_interval_ms: '60000' });
    expect(values).toEqual([]);
  });

  test('leave an error its code, though the status is told already', async () => {
    const { status, names, body, values } = await progressOf(endless, { max_execution_time: '1' });
    expect(values.length).toBeGreaterThan(0);
    expect([status, names.includes('X-ClickHouse-Exception-Code')]).toEqual([200, true]);
    expect(body).toContain('Code: 159');
  });
});
