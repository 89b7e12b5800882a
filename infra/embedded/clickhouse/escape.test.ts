import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempts } from './escape.fixture.ts';
import { hashPassword } from './password.ts';
import { rawClient, testUsers } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

/** Rows hidden from `east` and `maker` hold this; so do another user's statement and a file outside of user_files. */
const secret = 'top-secret-8c1f';
let server: TestClickHouse;
let as: ReturnType<typeof testUsers>;
let outside: string;

beforeAll(async () => {
  const passwordHash = await hashPassword('p');
  server = await testClickHouse([
    { name: 'east', passwordHash, rights: 'reader', databases: ['mart'], rows: { region: ['East'] } },
    { name: 'loader', passwordHash, rights: 'loader' },
  ]);
  as = testUsers(server);
  outside = join(server.dataDir, 'outside.txt');
  writeFileSync(outside, `${secret}\n`);
  writeFileSync(join(server.dataDir, 'user_files', 'mine.csv'), '7\n');
  for (const sql of [
    'CREATE DATABASE mart',
    'CREATE DATABASE store',
    'CREATE TABLE store.sale (id UInt32, region String, note String, INDEX i note TYPE set(100)) ENGINE = MergeTree PARTITION BY (region, note) ORDER BY (id, note)',
    `INSERT INTO store.sale VALUES (1, 'East', 'open'), (2, 'West', '${secret}')`,
    'CREATE TABLE mart.kept (id UInt32, region String, note String) ENGINE = MergeTree PARTITION BY (region, note) ORDER BY (id, note)',
    'INSERT INTO mart.kept SELECT * FROM store.sale',
    'CREATE VIEW mart.sale DEFINER = CURRENT_USER SQL SECURITY DEFINER AS SELECT * FROM store.sale',
    'CREATE VIEW mart.through AS SELECT * FROM mart.sale',
    "CREATE DICTIONARY mart.lookup (id UInt64, region String, note String) PRIMARY KEY id SOURCE(CLICKHOUSE(DB 'store' TABLE 'sale')) LAYOUT(FLAT()) LIFETIME(0)",
    'CREATE TABLE mart.j (id UInt32, region String, note String) ENGINE = Join(ANY, LEFT, id)',
    'INSERT INTO mart.j SELECT * FROM store.sale',
    'CREATE TABLE mart.setu (note String) ENGINE = Set',
    'INSERT INTO mart.setu SELECT note FROM store.sale',
    "CREATE TABLE mart.al ENGINE = Alias('store', 'sale')",
    'CREATE TABLE mart.logged ENGINE = Log AS SELECT * FROM store.sale',
    'CREATE VIEW mart.pv DEFINER = CURRENT_USER SQL SECURITY DEFINER AS SELECT * FROM store.sale WHERE id >= {least:UInt32}',
    "CREATE USER maker IDENTIFIED BY 'p'",
    'GRANT SELECT, INSERT, ALTER, CREATE TABLE, CREATE VIEW, CREATE DICTIONARY, DROP TABLE, SHOW ON mart.* TO maker',
    'GRANT CREATE TEMPORARY TABLE ON *.* TO maker',
    "CREATE ROW POLICY east ON mart.* USING region = 'East' TO maker",
    `SELECT '${secret}' FORMAT Null SETTINGS use_query_cache = 1`,
  ])
    expect(await as('default', sql, server.password), sql).toBe('');
});
afterAll(() => server.stop());

test.each(['processes', 'yardstick_running', 'query_cache'])(
  'a name kept by a session is looked at too: %s',
  async (name) => {
    const session = { session_id: `keeps-${name}` };
    expect(await as('maker', `SET param_hidden = '${name}'`, 'p', session)).toBe('');
    expect(await as('maker', 'SELECT * FROM system.{hidden:Identifier}', 'p', session)).toContain(
      'Code: 497',
    );
    expect(await as('maker', 'SELECT {hidden:String}', 'p', session)).toBe(`${name}\n`);
  },
);

describe.each(['east', 'maker'])('%s sees its rows only', (user) => {
  test.each([
    ['SELECT note FROM mart.sale', 'open\n'],
    ['SELECT note FROM mart.kept', 'open\n'],
    ['SELECT k.note FROM mart.kept AS k', 'open\n'],
    ['SELECT note FROM (SELECT * FROM mart.kept)', 'open\n'],
    ['WITH x AS (SELECT * FROM mart.kept) SELECT note FROM x', 'open\n'],
    ['SELECT note FROM view(SELECT * FROM mart.kept)', 'open\n'],
    ['SELECT note FROM mart.through', 'open\n'],
    ['SELECT note FROM mart.lookup', 'open\n'],
    ['SELECT note FROM mart.logged', 'open\n'],
    ['SELECT a.note FROM mart.kept AS a JOIN mart.sale AS b ON a.id = b.id', 'open\n'],
    [
      'SELECT b.note FROM numbers(3) AS a LEFT JOIN mart.kept AS b ON a.number = b.id ORDER BY b.note DESC LIMIT 1',
      'open\n',
    ],
    ['SELECT count() FROM mart.kept', '1\n'],
    ['SELECT max(note) FROM mart.kept', 'open\n'],
    ['SELECT (SELECT groupArray(note) FROM mart.kept)', "['open']\n"],
    ['SELECT note FROM mart.kept UNION ALL SELECT note FROM mart.kept WHERE 0', 'open\n'],
    ["SELECT note FROM mart.kept WHERE region = 'West' OR 1", 'open\n'],
    ["SELECT note FROM mart.kept PREWHERE region = 'West' OR 1", 'open\n'],
    ['SELECT DISTINCT _partition_value.2 FROM mart.kept', 'open\n'],
    ['SELECT note FROM mart.{t:Identifier}', 'open\n'],
    ['SELECT /* log_comment */ note FROM mart.`kept` -- SETTINGS log_comment', 'open\n'],
    ['SELECT note FROM mart.kept SETTINGS use_query_condition_cache = 1', 'open\n'],
    [
      'SELECT note FROM mart.kept SETTINGS optimize_use_implicit_projections = 1, optimize_trivial_count_query = 1',
      'open\n',
    ],
    [`SELECT throwIf(note = '${secret}') FROM mart.kept`, '0\n'],
    [`SELECT note FROM mart.kept WHERE NOT throwIf(note = '${secret}')`, 'open\n'],
  ])('%s', async (sql, answer) => {
    expect(await as(user, sql, 'p', { param_t: 'kept' })).toBe(answer);
  });
});

describe.each(['east', 'maker'])('%s is refused', (user) => {
  test.each(attempts)('%s', async (attempt) => {
    const answer = await as(user, attempt.replaceAll('OUTSIDE', outside), 'p');
    expect(answer).toMatch(/^Code: \d+\. DB::Exception/);
    expect(answer).not.toContain(secret);
  });

  test.each([
    ['role', 'admin'],
    ['readonly', '0'],
    ['log_comment', ''],
    ['log_comment', 'yardstick:,'],
    ['use_query_cache', '1'],
    ['profile', 'default'],
    ['database', 'store'],
    ['dialect', 'kusto'],
    ['default_view_definer', 'default'],
    ['user', 'default'],
    ['additional_result_filter', "note = 'top'"],
  ])('more rows by the parameter %s=%s', async (name, value) => {
    const answer = await as(user, 'SELECT note FROM mart.kept', 'p', { [name]: value });
    expect(answer === 'open\n' || /^Code: \d+/.test(answer), answer).toBe(true);
    expect(answer).not.toContain(secret);
  });

  test.each([
    ['SELECT {f:Identifier}(1)', 'file'],
    ['SELECT * FROM {f:Identifier}', 'store.sale'],
    ['SELECT * FROM {f:Identifier}', 'system.processes'],
    ['SELECT * FROM system.{f:Identifier}', '`processes`'],
    ['SELECT * FROM default.{f:Identifier}', '/etc/hostname'],
  ])('%s with %s', async (sql, value) => {
    expect(await as(user, sql, 'p', { param_f: value })).toMatch(/^Code: \d+/);
  });

  test.each(['format_template_row', 'format_template_resultset', 'output_format_schema', 'format_schema'])(
    'a file by the parameter %s',
    async (name) => {
      const answer = await as(user, 'SELECT 1 AS a FORMAT Template', 'p', { [name]: outside });
      expect(answer).toContain('Code: 452');
      expect(readFileSync(outside, 'utf8')).toBe(`${secret}\n`);
    },
  );

  test.each([
    ["SELECT b FROM values({p:String}, ('1'))", 'a String, b String ALIAS file(OUTSIDE)'],
    ["SELECT b FROM format(CSV, {p:String}, '1')", 'a String, b String ALIAS file(OUTSIDE)'],
  ])('an expression by a parameter: %s', async (sql, value) => {
    const answer = await as(user, sql, 'p', { param_p: value.replaceAll('OUTSIDE', `'${outside}'`) });
    expect(answer).toMatch(/^Code: \d+/);
    expect(answer).not.toContain(secret);
  });

  test('what system tables tell of others', async () => {
    for (const table of [
      'parts',
      'parts_columns',
      'errors',
      'mutations',
      'query_condition_cache',
      'users',
      'grants',
      'disks',
      'stack_trace',
      'background_schedule_pool',
      'asynchronous_loader',
      'completions',
    ]) {
      const answer = await as(user, `SELECT count() FROM system.${table}`, 'p');
      expect(answer === '0\n' || /^Code: /.test(answer), `${table}: ${answer}`).toBe(true);
    }
    const shown =
      "SELECT DISTINCT database FROM system.columns WHERE database NOT ILIKE 'information_schema' AND database != 'system'";
    expect(await as(user, shown, 'p')).toBe('mart\n');
  });

  test('its rows after a named session was opened as somebody else', async () => {
    const session = { session_id: `of ${user}` };
    expect(await as('default', 'SET max_threads = 3', server.password, session)).toBe('');
    expect(await as(user, 'SELECT note FROM mart.kept', 'p', session)).toBe('open\n');
    expect(await as(user, "SET log_comment = ''", 'p', session)).toMatch(/^Code: /);
    for (const roles of ['ALL', 'NONE', 'DEFAULT'])
      expect(await as(user, `SET ROLE ${roles}`, 'p', session)).toBe('');
    expect(await as(user, 'SELECT note FROM mart.kept', 'p', session)).toBe('open\n');
  });
});

test.each([
  ['SELECT {p:String}', { param_p: 'file' }, 'file\n'],
  ['SELECT {p:Identifier} FROM (SELECT 1 AS a)', { param_p: 'a' }, '1\n'],
  ["SELECT format('{}-{}', 'default', lower('B')), 'alias'", {}, 'default-b\talias\n'],
  [
    "SELECT b FROM values('a UInt8, b String', (1, 'default'), (2, 'alias')) ORDER BY a",
    {},
    'default\nalias\n',
  ],
] as const)('%s is nothing to be refused', async (sql, parameters, answer) => {
  for (const user of ['east', 'maker']) expect(await as(user, sql, 'p', parameters)).toBe(answer);
});

test.each([
  'SELECT note FROM loop(mart.kept) LIMIT 1',
  'SELECT note FROM mart.kept SETTINGS enable_analyzer = 0',
  'SELECT note FROM mart.sale SETTINGS enable_analyzer = 0',
  "SELECT l.note FROM (SELECT toUInt64(number) AS id FROM numbers(3)) AS n ANY LEFT JOIN mart.lookup AS l ON l.id = n.id WHERE l.note != '' SETTINGS join_algorithm = 'direct,hash'",
])('who may set settings sees no more by %s', async (sql) => {
  expect(await as('maker', sql, 'p')).toBe('open\n');
});

test('columns of a table function may be told by a text', async () => {
  const sql = 'SELECT a FROM format(JSONEachRow, \'a String\', \'{"a":"default"}\')';
  expect(await as('maker', sql, 'p')).toBe('default\n');
});

test('copies made by a filtered user hold its rows only', async () => {
  const session = { session_id: 'copies' };
  expect(await as('maker', 'CREATE TEMPORARY TABLE t AS SELECT * FROM mart.kept', 'p', session)).toBe('');
  expect(await as('maker', 'SELECT note FROM t', 'p', session)).toBe('open\n');
  expect(
    await as(
      'maker',
      'CREATE TABLE mart.c ENGINE = MergeTree ORDER BY id AS SELECT id, note FROM mart.sale',
      'p',
    ),
  ).toBe('');
  expect(await as('default', 'SELECT note FROM mart.c', server.password)).toBe('open\n');
});

test('a filter covers tables that appear or change later, before their rows can be seen', async () => {
  const admin = (sql: string) => as('default', sql, server.password);
  await admin(`CREATE TABLE mart.new ENGINE = MergeTree ORDER BY id AS SELECT * FROM store.sale`);
  await admin(
    'CREATE OR REPLACE VIEW mart.through DEFINER = CURRENT_USER SQL SECURITY DEFINER AS SELECT note FROM mart.kept WHERE 0',
  );
  expect(await as('east', 'SELECT note FROM mart.new', 'p')).toBe('open\n');
  await admin(
    'CREATE TABLE mart.plain ENGINE = MergeTree ORDER BY id AS SELECT id, note FROM store.sale WHERE id = 1',
  );
  expect(await as('east', 'SELECT note FROM mart.plain', 'p')).toBe('open\n');
  await admin("ALTER TABLE mart.plain ADD COLUMN region String DEFAULT 'West'");
  expect(await as('east', 'SELECT note FROM mart.plain', 'p')).toBe('');
  await admin('RENAME TABLE mart.kept TO mart.renamed');
  expect(await as('east', 'SELECT note FROM mart.renamed', 'p')).toBe('open\n');
  await admin('RENAME TABLE mart.renamed TO mart.kept');
});

describe('files of this machine', () => {
  test.each(['default', 'loader'])('%s reaches none outside of user_files', async (user) => {
    const password = user === 'default' ? server.password : 'p';
    // An admin may put texts together, and name tables that are files of lakes.
    const isPlain = (each: string) => user === 'loader' || !/concat\(|\|\||COPY|schema =/.test(each);
    for (const attempt of attempts.filter((each) => each.includes('OUTSIDE') && isPlain(each))) {
      const answer = await as(user, attempt.replaceAll('OUTSIDE', outside), password);
      expect(answer, attempt).toMatch(/^Code: \d+/);
      expect(answer, attempt).not.toContain(secret);
    }
    for (const sql of [
      "SELECT file('../outside.txt')",
      "SELECT file(concat('../out', 'side.txt'))",
      "SELECT file('a/../../outside.txt')",
    ])
      expect(await as(user, sql, password), sql).toContain('Code: 291');
  });

  test('an admin reads those in user_files', async () => {
    expect(await as('default', "SELECT * FROM file('mine.csv', 'CSV', 'a UInt8')", server.password)).toBe(
      '7\n',
    );
    expect(await as('default', "SELECT file('mine.csv')", server.password)).toBe('7\\n\n');
    expect(await as('loader', "SELECT * FROM file('mine.csv', 'CSV', 'a UInt8')", 'p')).toContain(
      'Code: 497',
    );
  });
});

test('headers do not name another user than the password is for', async () => {
  const { raw } = rawClient(server);
  const basic = `Basic ${Buffer.from(`east:p`).toString('base64')}`;
  const headers = {
    Authorization: basic,
    'X-ClickHouse-User': 'east',
    'X-ClickHouse-Key': 'p',
    'X-ClickHouse-Database': 'store',
  };
  const answer = await (
    await raw({ headers, body: 'SELECT note FROM mart.kept', parameters: { user: 'default' } })
  ).text();
  expect(answer === 'open\n' || /^Code: /.test(answer), answer).toBe(true);
});

test('the endpoint lives', async () => {
  expect(await as('default', 'SELECT 1', server.password)).toBe('1\n');
});
