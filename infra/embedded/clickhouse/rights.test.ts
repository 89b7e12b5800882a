import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from './password.ts';
import { testUsers } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

let server: TestClickHouse;
beforeAll(async () => {
  const passwordHash = await hashPassword('r');
  server = await testClickHouse([
    { name: 'reader', passwordHash, rights: 'reader' },
    { name: 'narrow', passwordHash, rights: 'reader', databases: ['only'] },
    { name: 'loader', passwordHash, rights: 'loader' },
  ]);
  for (const database of ['mart', 'raw', 'only']) {
    await server.client.command({ query: `CREATE DATABASE ${database}` });
    await server.client.command({
      query: `CREATE TABLE ${database}.t (a UInt8) ENGINE = MergeTree ORDER BY a`,
    });
    await server.client.command({ query: `INSERT INTO ${database}.t VALUES (1)` });
  }
  await server.client.command({ query: 'CREATE VIEW mart.through AS SELECT * FROM raw.t' });
});
afterAll(() => server.stop());

function as(user: string, sql: string, parameters: Record<string, string> = {}): Promise<string> {
  return testUsers(server)(user, sql, 'r', parameters);
}

test('a reader reads its databases, with settings and parameters', async () => {
  expect(await as('reader', 'SELECT a + {b:UInt8} FROM mart.t', { param_b: '2', max_threads: '2' })).toBe(
    '3\n',
  );
  expect(await as('narrow', 'SELECT a FROM only.t')).toBe('1\n');
  expect(await as('narrow', 'SELECT a FROM t', { database: 'only' })).toBe('1\n');
});

test('a reader sees only its databases in the catalogue', async () => {
  expect(
    await as(
      'reader',
      "SELECT name FROM system.databases WHERE lower(name) != 'information_schema' ORDER BY name",
    ),
  ).toBe('mart\n');
});

test.each([
  'SELECT * FROM raw.t',
  'SELECT * FROM only.t',
  'SELECT * FROM mart.through',
  'SELECT * FROM (SELECT * FROM raw.t)',
  'SELECT 1 IN (SELECT a FROM raw.t)',
  'SELECT * FROM view(SELECT * FROM raw.t)',
  'DESCRIBE raw.t',
  'SHOW CREATE TABLE raw.t',
  'EXPLAIN SELECT * FROM raw.t',
  'SELECT * FROM mergeTreeIndex(raw, t)',
  "SELECT * FROM merge('raw', '.*')",
  "SELECT * FROM remote('127.0.0.1', raw.t)",
  'SELECT * FROM default.`/etc/passwd`',
  "SELECT * FROM file('/etc/passwd', 'LineAsString')",
  "SELECT file('/etc/passwd')",
  "SELECT `file`('/etc/passwd')",
  "SELECT `f\\x69le`('/etc/passwd')",
  'SELECT "file"(\'/etc/passwd\')',
  "SELECT FILE('/etc/passwd')",
  "SELECT * APPLY file FROM (SELECT '/etc/passwd')",
  "SELECT * FROM filesystem('/etc')",
  "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
  "SELECT * FROM s3('http://127.0.0.1:1/bucket/x', 'CSV', 'a UInt8')",
  "SELECT 1 INTO OUTFILE 'yardstick-escape.csv'",
  'SELECT query FROM system.processes',
  'SHOW PROCESSLIST',
  "SELECT * FROM merge('system', 'proc.*')",
  'KILL QUERY WHERE 1',
  'SYSTEM STOP MERGES',
  'SET ROLE admin',
  'SET /* x */ ROLE everyone',
  'SET DEFAULT ROLE admin TO default',
  'SET ROLE admin; SELECT * FROM raw.t',
  'INSERT INTO mart.t VALUES (2)',
  'DROP TABLE mart.t',
  'CREATE TABLE mart.x (a UInt8) ENGINE = Memory',
  'CREATE TEMPORARY TABLE x (a UInt8)',
  'SELECT 1 SETTINGS readonly = 0',
  'USE raw',
])('a reader is refused: %s', async (sql) => {
  expect(await as('reader', sql)).toMatch(/^Code: \d+\. DB::Exception/);
});

test("neither parameters nor settings widen a reader's rights", async () => {
  expect(await as('reader', 'SELECT {f:Identifier}(1)', { param_f: 'file' })).toMatch(/^Code:/);
  expect(await as('reader', 'SELECT * FROM {d:Identifier}.t', { param_d: 'raw' })).toContain('Code: 497');
  expect(await as('reader', 'DROP TABLE mart.t', { readonly: '0' })).toContain('Code: 164');
  expect(await as('reader', 'SELECT 1', { role: 'admin' })).toContain('Code: 512');
  expect(await as('reader', 'SELECT 1', { dialect: 'kusto' })).toMatch(/^Code:/);
  expect(await as('reader', 'SELECT * FROM t', { database: 'raw' })).toMatch(/^Code:/);
});

test('a refusal names who asked, not the one user that the engine knows', async () => {
  expect(await as('reader', 'SELECT * FROM raw.t')).toMatch(
    /^Code: 497\. DB::Exception: reader: Not enough privileges/,
  );
  expect(await as('reader', 'SELECT 1 SETTINGS readonly = 0')).not.toContain('default:');
  expect(await as('loader', "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')")).toMatch(
    /^Code: 497\. DB::Exception: loader: Not enough privileges/,
  );
  await server.client.command({ query: 'SYSTEM FLUSH LOGS' });
  const logged = await server.client.query({
    query:
      "SELECT count() AS n FROM system.query_log WHERE exception_code IN (164, 497) AND exception LIKE '%default:%'",
    format: 'JSONEachRow',
  });
  expect(await logged.json()).toEqual([{ n: '0' }]);
});

test("a reader's named session stays a reader's", async () => {
  const session = { session_id: 's' };
  expect(await as('reader', 'SELECT 1', session)).toBe('1\n');
  expect(await as('reader', 'SET readonly = 0', session)).toContain('Code: 164');
  for (const roles of ['ALL', 'NONE', 'DEFAULT']) {
    expect(await as('reader', `SET ROLE ${roles}`, session)).toBe('');
    expect(await as('reader', 'SELECT * FROM raw.t', session)).toContain('Code: 497');
    expect(await as('reader', 'SELECT a FROM mart.t', session)).toBe('1\n');
  }
});

test("one user's named session is not another's", async () => {
  await as('loader', 'SET max_threads = 7', { session_id: 'shared' });
  expect(await as('reader', "SELECT getSetting('max_threads') = 7", { session_id: 'shared' })).not.toBe(
    '1\n',
  );
});

test('a loader writes', async () => {
  expect(await as('loader', 'CREATE TABLE raw.loaded (a UInt8) ENGINE = MergeTree ORDER BY a')).toBe('');
  expect(await as('loader', 'INSERT INTO raw.loaded FORMAT JSONEachRow {"a": 1}')).toBe('');
  expect(await as('loader', 'INSERT INTO raw.loaded SELECT a FROM raw.loaded')).toBe('');
  expect(await as('loader', 'SELECT count() FROM raw.loaded')).toBe('2\n');
  expect(
    await as(
      'loader',
      'CREATE VIEW mart.own DEFINER = CURRENT_USER SQL SECURITY DEFINER AS SELECT a FROM raw.loaded',
    ),
  ).toBe('');
  expect(await as('reader', 'SELECT count() FROM mart.own')).toBe('2\n');
  expect(await as('loader', "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')")).toContain(
    'Code: 497',
  );
});
