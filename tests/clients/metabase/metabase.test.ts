import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../../infra/embedded/clickhouse/spawn.ts';
import { type RawRequest, rawClient } from '../../../infra/embedded/clickhouse/test-client.ts';
import { type TestClickHouse, testClickHouse } from '../../../infra/embedded/clickhouse/test-server.ts';
import { type Probe, probes } from './probes.ts';

/** Metabase's questions over HTTP, for machines without Java; with Java jdbc.test.ts asks them through its driver as well. */
let server: TestClickHouse;
let raw: (request: RawRequest) => Promise<Response>;
const bi = { user: 'bi', password: 'bi password' };

beforeAll(async () => {
  server = await testClickHouse([
    { name: bi.user, passwordHash: await hashPassword(bi.password), rights: 'reader', databases: ['mart'] },
  ]);
  ({ raw } = rawClient(server));
  for (const query of [
    'CREATE DATABASE mart',
    `CREATE TABLE mart.kpi (month Date, region LowCardinality(String), sales Nullable(Decimal(18, 4)),
       seen AggregateFunction(uniq, UInt64)) ENGINE = MergeTree PRIMARY KEY (month, region) ORDER BY (month, region) COMMENT 'KPI by month'`,
    `INSERT INTO mart.kpi SELECT month, region, sales, uniqState(toUInt64(1)) FROM values(
       'month Date, region String, sales Nullable(Decimal(18, 4))',
       ('2024-01-01', 'east', 10.5), ('2024-01-01', 'west', NULL), ('2024-02-01', 'east', 20)) GROUP BY ALL`,
    'CREATE VIEW mart.kpi_view AS SELECT month, sales FROM mart.kpi',
  ])
    await server.client.command({ query });
});
afterAll(() => server.stop());

/** As the driver sends a query: text in the body, the rest in headers. */
function ask(sql: string, { user, password } = { user: server.username, password: server.password }) {
  const headers = {
    'X-ClickHouse-User': user,
    'X-ClickHouse-Key': password,
    'X-ClickHouse-Database': 'mart',
    'X-ClickHouse-Format': 'JSONCompact',
  };
  return raw({ body: sql, headers, parameters: { select_sequential_consistency: '1' } });
}

async function expectAnswer({ sql, columns, rows }: Probe, who?: typeof bi): Promise<void> {
  const response = await ask(sql, who);
  const body = await response.text();
  expect(response.status, body).toBe(200);
  const answer: { meta: { name: string }[]; data: unknown[][] } = JSON.parse(body);
  expect(answer.meta.map(({ name }) => name)).toEqual(columns);
  if ('atLeast' in rows) expect(answer.data.length).toBeGreaterThanOrEqual(rows.atLeast);
  else expect(answer.data).toEqual(rows);
}

describe('each question of the driver is answered', () => {
  test.each(probes.map((probe) => [probe.name, probe] as const))('%s', async (_, probe) => {
    await expectAnswer(probe);
  });
});

describe('the user that Metabase gets may read the marts only', () => {
  test.each(probes.map((probe) => [probe.name, probe] as const))('%s', async (name, probe) => {
    if (name === 'schemas') return expectAnswer({ ...probe, rows: { atLeast: 1 } }, bi);
    return expectAnswer(probe, bi);
  });
});

describe('the wire', () => {
  test('a ping needs no password', async () => {
    const response = await fetch(`${server.url}/ping`);
    expect([response.status, await response.text()]).toEqual([200, 'Ok.\n']);
  });

  test('answers are binary rows with names and types, and the headers that the driver reads', async () => {
    const response = await raw({
      body: 'SELECT 7::UInt8 AS seven',
      parameters: { query_id: 'from-metabase' },
      headers: { 'X-ClickHouse-Format': 'RowBinaryWithNamesAndTypes' },
    });
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1')).toBe('\x01\x05seven\x05UInt8\x07');
    const header = (name: string) => response.headers.get(`x-clickhouse-${name}`);
    expect(header('format')).toBe('RowBinaryWithNamesAndTypes');
    expect(header('query-id')).toBe('from-metabase');
    expect(header('timezone')).toBe('UTC');
    expect(header('server-display-name')).toBeTruthy();
    expect(JSON.parse(header('summary') ?? '')).toMatchObject({ result_rows: '1' });
  });

  test('the id of a query may come as a header', async () => {
    const response = await raw({ body: 'SELECT 1', headers: { 'X-ClickHouse-Query-Id': 'by-header' } });
    expect(response.headers.get('x-clickhouse-query-id')).toBe('by-header');
  });

  test('errors begin with the code that Metabase looks for', async () => {
    const table = await ask('SELECT 1 FROM mart.nothing');
    expect(table.headers.get('x-clickhouse-exception-code')).toBe('60');
    expect(await table.text()).toMatch(/^Code: 60\. DB::Exception: .*\(UNKNOWN_TABLE\)/s);
    expect(await (await ask('SELECT 1 FROM nowhere.nothing')).text()).toMatch(/^Code: 81\. /);
    const login = await ask('SELECT 1', { user: 'bi', password: 'wrong' });
    expect(login.status).toBeGreaterThanOrEqual(400);
    expect(await login.text()).toContain('AUTHENTICATION_FAILED');
  });

  test('a session zone moves the days', async () => {
    const sql = 'SELECT toString(toDateTime(1709236800))';
    const parameters = { session_timezone: 'Asia/Shanghai' };
    expect(await (await raw({ body: sql, parameters })).text()).toBe('2024-03-01 04:00:00\n');
  });

  test('SET ROLE NONE, as impersonation ends, is no error', async () => {
    const response = await raw({ body: 'SET ROLE NONE' });
    expect(response.status, await response.text()).toBe(200);
  });
});
