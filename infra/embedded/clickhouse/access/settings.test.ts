import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../password.ts';
import { testUsers } from '../test-client.ts';
import { type TestClickHouse, testClickHouse } from '../test-server.ts';

let server: TestClickHouse;
let as: ReturnType<typeof testUsers>;
const admin = (sql: string) => as('default', sql, server.password);
const threads = "SELECT getSetting('max_threads')";

beforeAll(async () => {
  server = await testClickHouse([
    { name: 'analyst', passwordHash: await hashPassword('p'), rights: 'reader', databases: ['shop'] },
  ]);
  as = testUsers(server);
  await done(
    'CREATE DATABASE shop',
    'CREATE TABLE shop.sale ENGINE = MergeTree ORDER BY id AS SELECT 1 AS id',
    'CREATE ROLE staff',
    'GRANT SELECT, INSERT ON shop.* TO staff',
  );
});
afterAll(() => server.stop());

/** Runs statements in turn; each must succeed. */
async function done(...statements: readonly string[]): Promise<void> {
  for (const sql of statements) expect(await admin(sql), sql).toBe('');
}

/** A member of the staff. */
async function user(name: string, clauses = '') {
  await done(`CREATE USER ${name} ${clauses}`, `GRANT staff TO ${name}`);
  return (sql: string, parameters: Record<string, string> = {}) => as(name, sql, '', parameters);
}

describe('settings of a user', () => {
  test('are what its sessions begin with', async () => {
    const ann = await user(
      'ann',
      "SETTINGS max_threads = 3, join_use_nulls = true, count_distinct_implementation = 'uniq'",
    );
    const mine = { session_id: randomUUID() };
    for (const session of [{}, mine]) {
      expect(await ann(threads, session)).toBe('3\n');
      expect(await ann("SELECT getSetting('count_distinct_implementation')", session)).toBe('uniq\n');
      expect(await ann(threads, { ...session, max_threads: '2' })).toBe('2\n');
    }
    expect(await ann('SET max_threads = 5', mine)).toBe('');
    expect(await ann(threads, mine)).toBe('5\n');
    await done('ALTER USER ann SETTINGS max_threads = 4');
    expect(await ann(threads)).toBe('4\n');
    expect(await ann(threads, mine)).toBe('5\n');
    await done('ALTER USER ann SETTINGS NONE');
    expect(await ann(threads)).toBe(await admin(threads));
  });

  test('may be changed one by one', async () => {
    await user('axel', 'SETTINGS max_threads = 3 MAX 4, max_block_size = 100');
    const shown = async () =>
      (await admin('SHOW CREATE USER axel FORMAT TSVRaw')).replace(/^.* SETTINGS /, '');
    await done('ALTER USER axel MODIFY SETTING max_threads = 2, join_use_nulls = 1');
    expect(await shown()).toBe('max_block_size = 100, max_threads = 2 MAX 4, join_use_nulls = 1\n');
    await done('ALTER USER axel DROP SETTINGS join_use_nulls, ADD SETTING max_threads MIN 1');
    expect(await shown()).toBe('max_block_size = 100, max_threads MIN 1\n');
    await done('CREATE PROFILE held', 'ALTER USER axel ADD PROFILE held');
    expect(await shown()).toBe('max_block_size = 100, max_threads MIN 1, PROFILE `held`\n');
    await done('ALTER USER axel DROP ALL SETTINGS');
    expect(await shown()).toBe('PROFILE `held`\n');
    await done('ALTER USER axel DROP ALL PROFILES', 'DROP PROFILE held');
    expect(await admin('SHOW CREATE USER axel')).not.toContain('SETTINGS');
  });

  test('hold requests to their bounds, wherever they set something', async () => {
    const ben = await user('ben', 'SETTINGS max_threads = 3 MIN 2 MAX 4, max_block_size = 100 READONLY');
    const mine = { session_id: randomUUID() };
    expect(await ben(threads)).toBe('3\n');
    expect(await ben(threads, { max_threads: '4' })).toBe('4\n');
    expect(await ben(threads, { max_threads: '5' })).toMatch(
      /^Code: 452\. DB::Exception: Setting max_threads shouldn't be greater than 4/,
    );
    expect(await ben('SELECT 1 SETTINGS max_threads = 1')).toMatch(/Code: 452.*shouldn't be less than 2/);
    expect(await ben('SET max_threads = 9', mine)).toContain('Code: 452');
    expect(await ben(threads, mine)).toBe('3\n');
    expect(await ben('SELECT 1', { ...mine, max_block_size: '7' })).toMatch(
      /Code: 452.*should not be changed/,
    );
    expect(await ben("SELECT getSetting('max_block_size')", mine)).toBe('100\n');
  });

  test.each([
    ['SELECT (SELECT 1 SETTINGS max_threads = 100)', 452],
    ["SELECT * FROM (SELECT 1 SETTINGS profile = 'default', max_threads = 100)", 452],
    ['(SELECT 1 SETTINGS `max_threads` = 100) UNION ALL (SELECT 1)', 452],
    ['SELECT 1 SETTINGS max_threads = 100 UNION ALL SELECT 1', 452],
    ['WITH x AS (SELECT 1 SETTINGS readonly = 0) SELECT * FROM x', 452],
    ["SELECT (SELECT 1 SETTINGS dialect = 'kusto')", 452],
    ['SELECT (SELECT 1 SETTINGS interactive_delay = 0)', 452],
    ['CREATE VIEW shop.bounded AS SELECT 1 SETTINGS max_threads = 100', 452],
    ['SELECT (SELECT 1 SETTINGS join_use_nulls = 1) SETTINGS max_threads = 4', undefined],
  ])('hold inner queries too: %s', async (sql, code) => {
    await done(
      'CREATE USER OR REPLACE inner_user SETTINGS max_threads = 3 MAX 4',
      'GRANT staff TO inner_user',
    );
    const answer = await as('inner_user', sql, '');
    expect(answer).toMatch(code === undefined ? /^1\n$/ : new RegExp(`^Code: ${code}\\.`));
  });

  test('with readonly = 1 let it read, and change neither data nor settings', async () => {
    const cleo = await user('cleo', 'DEFAULT DATABASE shop SETTINGS readonly = 1');
    for (const session of [{}, { session_id: randomUUID() }]) {
      expect(await cleo('SELECT count() FROM sale', session)).toBe('1\n');
      expect(await cleo('SELECT {n:UInt8}', { ...session, param_n: '7' })).toBe('7\n');
      expect(await cleo('INSERT INTO sale VALUES (2)', session)).toContain('Code: 164');
      expect(await cleo('INSERT INTO sale FORMAT CSV\n2', session)).toContain('Code: 164');
      expect(await cleo('SET readonly = 0', session)).toContain('Code: 164');
      expect(await cleo('SELECT 1', { ...session, max_threads: '7' })).toContain('Code: 164');
      expect(await cleo('SELECT 1', { ...session, readonly: '0' })).toContain('Code: 164');
    }
  });

  test('with readonly = 2 let it choose its settings', async () => {
    const cy = await user('cy', 'SETTINGS readonly = 2, max_threads = 3 CONST');
    expect(await cy('SELECT count() FROM shop.sale', { max_block_size: '100' })).toBe('1\n');
    expect(await cy('SELECT 1', { max_threads: '7' })).toContain('Code: 452');
    expect(await cy('INSERT INTO shop.sale VALUES (2)')).toContain('Code: 164');
    expect(await cy('SELECT 1', { readonly: '0' })).toContain('Code: 164');
  });
});

describe('a settings profile', () => {
  test('is for users and roles; what is nearer to the user counts more', async () => {
    const dan = await user('dan');
    await done('CREATE SETTINGS PROFILE wide SETTINGS max_threads = 5, max_block_size = 500 TO staff');
    expect(await dan(threads)).toBe('5\n');
    await done('ALTER ROLE staff SETTINGS max_threads = 6');
    expect(await dan(threads)).toBe('6\n');
    await done('ALTER USER dan SETTINGS max_threads = 7');
    expect(await dan("SELECT getSetting('max_threads'), getSetting('max_block_size')")).toBe('7\t500\n');
    await done('ALTER USER dan DEFAULT ROLE NONE SETTINGS NONE');
    expect(await dan(threads)).toBe(await admin(threads));
    await done('DROP SETTINGS PROFILE wide', 'ALTER ROLE staff SETTINGS NONE');
  });

  test('holds what it inherits, and bounds as well as values', async () => {
    await done(
      'CREATE SETTINGS PROFILE base SETTINGS max_threads = 3 MAX 4',
      'CREATE SETTINGS PROFILE heir SETTINGS INHERIT base, max_block_size = 77',
      'ALTER SETTINGS PROFILE base SETTINGS max_threads = 3 MAX 4, INHERIT heir',
    );
    const eve = await user('eve', "SETTINGS PROFILE 'heir'");
    expect(await eve("SELECT getSetting('max_threads'), getSetting('max_block_size')")).toBe('3\t77\n');
    expect(await eve(threads, { max_threads: '5' })).toContain('Code: 452');
    await done('ALTER PROFILE heir RENAME TO child');
    expect(await admin('SHOW CREATE USER eve FORMAT TSVRaw')).toContain('SETTINGS PROFILE `child`');
    await done('DROP PROFILE child');
    expect(await admin('SHOW CREATE USER eve')).not.toContain('SETTINGS');
    expect(await eve(threads, { max_threads: '5' })).toBe('5\n');
    await done('DROP PROFILE base');
  });

  test('counts for users of the configuration too, in the place of their limits', async () => {
    const limit = "SELECT getSetting('max_execution_time')";
    expect(await as('analyst', limit, 'p')).toBe('300\n');
    await done('CREATE SETTINGS PROFILE patient SETTINGS max_execution_time = 600 MAX 700 TO analyst');
    expect(await as('analyst', limit, 'p')).toBe('600\n');
    expect(await as('analyst', limit, 'p', { max_execution_time: '650' })).toBe('650\n');
    expect(await as('analyst', limit, 'p', { max_execution_time: '800' })).toContain('Code: 452');
    await done('DROP SETTINGS PROFILE patient');
    expect(await as('analyst', limit, 'p')).toBe('300\n');
  });

  test('is shown and listed', async () => {
    await done(
      "CREATE PROFILE shown SETTINGS INHERIT default, max_threads = 3 MIN 1 MAX 4 CONST, log_comment = 'a b', readonly WRITABLE TO staff",
      'CREATE USER listed SETTINGS max_threads MAX 8',
    );
    expect(await admin('SHOW CREATE SETTINGS PROFILE shown FORMAT TSVRaw')).toBe(
      "CREATE SETTINGS PROFILE shown SETTINGS INHERIT `default`, max_threads = 3 MIN 1 MAX 4 CONST, log_comment = 'a b', readonly WRITABLE TO staff\n",
    );
    expect(await admin('SHOW PROFILES')).toBe('default\nshown\n');
    expect(await admin('SHOW ACCESS FORMAT TSVRaw')).toContain(
      'CREATE SETTINGS PROFILE shown SETTINGS INHERIT',
    );
    expect(await admin('SHOW CREATE USER listed')).toContain('SETTINGS max_threads MAX 8');
    expect(
      await admin("SELECT num_elements, apply_to_list FROM system.settings_profiles WHERE name = 'shown'"),
    ).toBe("4\t['staff']\n");
    expect(
      await admin(
        "SELECT index, setting_name, value, min, max, writability, inherit_profile FROM system.settings_profile_elements WHERE profile_name = 'shown' ORDER BY index LIMIT 2",
      ),
    ).toBe('0\t\\N\t\\N\t\\N\t\\N\t\\N\tdefault\n1\tmax_threads\t3\t1\t4\tCONST\t\\N\n');
    await done('DROP PROFILE shown');
  });
});

test.each([
  ['CREATE USER x SETTINGS no_such_setting = 1', 115],
  ["CREATE USER x SETTINGS max_threads = 'many'", 27],
  ['CREATE USER x SETTINGS readonly = 3', 36],
  ["CREATE USER x SETTINGS dialect = 'kusto'", 452],
  ['CREATE USER x SETTINGS PROFILE nowhere', 180],
  ['CREATE PROFILE x SETTINGS INHERIT nowhere', 180],
  ['CREATE PROFILE x TO nobody', 511],
  ['DROP PROFILE nowhere', 180],
  ['ALTER USER default SETTINGS max_threads = 1', 495],
])('%s is code %i', async (sql, code) => {
  expect(await admin(sql)).toContain(`Code: ${code}.`);
});

test.each([
  "ALTER USER held SETTINGS format_template_row = 'x'",
  "ALTER USER held ADD SETTING `Additional_Result_Filter` = '1'",
  'ALTER USER held MODIFY SETTING schema_inference_hints CONST',
  "CREATE USER other SETTINGS url_base = 'http://127.0.0.1/'",
  "ALTER ROLE holding SETTINGS format_schema = 'x'",
  "CREATE SETTINGS PROFILE reaching SETTINGS additional_table_filters = '{}' TO held",
])('nobody is given a setting that is for admins: %s', async (sql) => {
  await done('CREATE USER OR REPLACE held', 'CREATE ROLE OR REPLACE holding');
  expect(await admin(sql)).toMatch(
    /^Code: 452\. DB::Exception: Setting \w+ should not be changed: it is for admins/,
  );
  expect(await admin('SHOW CREATE USER held')).not.toContain('SETTINGS');
});

test('TO CURRENT_USER is whoever asks', async () => {
  await done('CREATE SETTINGS PROFILE mine SETTINGS max_threads = 2 TO CURRENT_USER');
  expect(await admin('SHOW CREATE SETTINGS PROFILE mine')).toContain('TO default');
  await done('ALTER SETTINGS PROFILE mine TO ALL EXCEPT CURRENT_USER()', 'DROP PROFILE mine');
  await done('CREATE QUOTA mine FOR INTERVAL 1 hour TRACKING ONLY TO CURRENT_USER');
  expect(await admin('SHOW CREATE QUOTA mine')).toContain('TO default');
  await done('DROP QUOTA mine');
});

test('only admins make profiles', async () => {
  const fay = await user('fay');
  for (const sql of ['CREATE PROFILE x', 'ALTER USER fay SETTINGS max_threads = 1', 'SHOW PROFILES'])
    expect(await fay(sql), sql).toContain('Code: 497');
});
