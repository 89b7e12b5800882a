import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testUsers } from '../test-client.ts';
import { type TestClickHouse, testClickHouse } from '../test-server.ts';

let server: TestClickHouse;
let as: ReturnType<typeof testUsers>;
const admin = (sql: string) => as('default', sql, server.password);

beforeAll(async () => {
  server = await testClickHouse();
  as = testUsers(server);
  await done(
    'CREATE DATABASE shop',
    'CREATE TABLE shop.sale (id UInt32) ENGINE = MergeTree ORDER BY id',
    'CREATE ROLE counted',
    'GRANT SELECT, INSERT ON shop.* TO counted',
  );
});
afterAll(() => server.stop());

/** Runs statements in turn; each must succeed. */
async function done(...statements: readonly string[]): Promise<void> {
  for (const sql of statements) expect(await admin(sql), sql).toBe('');
}

/** A user with the role, by whose name the quota of the test is made. */
async function user(name: string, ...quota: readonly string[]): Promise<(sql: string) => Promise<string>> {
  await done(`CREATE USER ${name}`, `GRANT counted TO ${name}`, ...quota);
  return (sql) => as(name, sql, '');
}

describe('a quota', () => {
  test('lets so many queries through and refuses the next in the words of a server', async () => {
    const ann = await user('ann', 'CREATE QUOTA few FOR INTERVAL 1 year MAX queries = 2 TO ann');
    expect(await ann('SELECT 1')).toBe('1\n');
    expect(await ann('SELECT 2')).toBe('2\n');
    expect(await ann('SELECT 3')).toMatch(
      /^Code: 201\. DB::Exception: Quota for user `ann` for 31556952s has been exceeded: queries = 3\/2\. Interval will end at 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\. Name of quota template: `few`\. \(QUOTA_EXCEEDED\)/,
    );
    await done('ALTER QUOTA few FOR INTERVAL 1 year MAX queries = 100');
    expect(await ann('SELECT 4')).toBe('4\n');
    await done('ALTER QUOTA few FOR INTERVAL 1 year MAX queries = 1');
    expect(await ann('SELECT 5')).toContain('Code: 201');
    await done('DROP QUOTA few');
    expect(await ann('SELECT 6')).toBe('6\n');
  });

  test('counts selects, inserts and errors apart', async () => {
    const ben = await user(
      'ben',
      'CREATE QUOTA apart FOR INTERVAL 1 year MAX query_selects = 1, query_inserts = 2, errors = 3 TO ben',
    );
    expect(await ben('SELECT 1')).toBe('1\n');
    expect(await ben('INSERT INTO shop.sale VALUES (1)')).toBe('');
    expect(await ben('INSERT INTO shop.sale FORMAT CSV\n2')).toBe('');
    expect(await ben('SELECT 2')).toContain('query_selects = 2/1');
    expect(await ben('INSERT INTO shop.sale SELECT 3')).toContain('query_inserts = 3/2');
    expect(await ben('SHOW TABLES FROM shop')).toBe('sale\n');
    expect(await ben('DESCRIBE nowhere.t')).toContain('Code: 81');
    expect(await ben('SELEC')).toContain('Code: 62');
    expect(await ben('SHOW TABLES FROM shop')).toContain('errors = 4/3');
  });

  test.each([
    ['result_rows', 'SELECT number FROM numbers(10)', /result_rows = 10\/5/],
    ['result_bytes', 'SELECT number FROM numbers(10)', /result_bytes = \d+\/5/],
    ['read_rows', 'SELECT sum(number) FROM numbers(10) FORMAT JSON', /read_rows = 10\/5/],
    ['execution_time', 'SELECT sleep(0.01)', /execution_time = 0\.\d+\/0\.005/],
  ])('refuses the query after the one that used up its %s', async (type, sql, refusal) => {
    const name = `used_${type}`;
    const max = type === 'execution_time' ? 0.005 : 5;
    const query = await user(
      name,
      `CREATE QUOTA ${name} FOR INTERVAL 1 year MAX ${type} = ${max} TO ${name}`,
    );
    expect(await query(sql)).not.toContain('Code:');
    expect(await query(sql)).toMatch(refusal);
    expect(await query('SHOW CURRENT ROLES')).toContain('counted');
  });

  test('counts the bytes of an insert', async () => {
    const name = 'writer';
    const query = await user(name, 'CREATE QUOTA w FOR INTERVAL 1 year MAX written_bytes = 5 TO writer');
    expect(await query('INSERT INTO shop.sale SELECT number FROM numbers(3)')).toBe('');
    expect(await query('INSERT INTO shop.sale VALUES (1)')).toContain('written_bytes = 12/5');
    expect(await query('SELECT 1')).toBe('1\n');
  });

  test('of a role counts for its holders while it is on, each for themselves when keyed by user', async () => {
    await done(
      'CREATE ROLE guest',
      'CREATE QUOTA guests KEYED BY user_name FOR INTERVAL 1 year MAX queries = 1 TO guest',
      'CREATE USER cleo, cy',
      'GRANT guest, counted TO cleo, cy',
    );
    for (const name of ['cleo', 'cy']) {
      expect(await as(name, 'SELECT 1', '', { role: 'guest' })).toBe('1\n');
      expect(await as(name, 'SELECT 1', '', { role: 'guest' })).toContain('queries = 2/1');
      expect(await as(name, 'SELECT 1', '', { role: 'counted' })).toBe('1\n');
    }
    await done('DROP QUOTA guests');
  });

  test('may be keyed by what the client says', async () => {
    await user('dan', 'CREATE QUOTA keyed KEYED BY client_key FOR INTERVAL 1 year MAX queries = 1 TO dan');
    const headers = { 'X-ClickHouse-User': 'dan', 'X-ClickHouse-Quota': 'b' };
    const byHeader = async () =>
      (await fetch(server.url, { method: 'POST', body: 'SELECT 1', headers })).text();
    expect(await as('dan', 'SELECT 1', '')).toContain('Code: 200');
    expect(await as('dan', 'SELECT 1', '', { quota_key: 'a' })).toBe('1\n');
    expect(await as('dan', 'SELECT 1', '', { quota_key: 'a' })).toContain('Code: 201');
    expect(await byHeader()).toBe('1\n');
    expect(await byHeader()).toContain('Code: 201');
  });

  test('without limits only counts, and tells what was used', async () => {
    const eve = await user('eve', 'CREATE QUOTA told FOR INTERVAL 1 year TRACKING ONLY TO eve');
    await eve('SELECT number FROM numbers(7)');
    const asked = 'SELECT quota_name, duration, queries, max_queries, result_rows FROM system.quota_usage';
    expect(await eve(asked)).toBe('told\t31556952\t2\t\\N\t7\n');
    expect(await eve('SHOW QUOTA FORMAT JSONEachRow')).toContain('"quota_name":"told"');
    expect(await eve('SELECT count() FROM system.quotas_usage')).toMatch(/Code: 497.*SHOW QUOTAS ON/);
    expect(
      await admin(
        "SELECT quota_key, is_current, query_selects FROM system.quotas_usage WHERE quota_name = 'told'",
      ),
    ).toBe('\t0\t3\n');
    expect(await admin('SELECT count() FROM system.quota_usage')).toBe('0\n');
  });
});

describe('SHOW CREATE QUOTA', () => {
  test.each([
    ['', ''],
    ['KEYED BY client_key, user_name', 'KEYED BY client_key, user_name'],
    ['KEY BY "ip address"', 'KEYED BY ip_address'],
    ['NOT KEYED TO ALL', 'TO ALL'],
    ['FOR INTERVAL 5 DAY MAX ERRORS 3', 'FOR INTERVAL 5 day MAX errors = 3'],
    ['FOR 1800 second MAX errors = 4 TO counted', 'FOR INTERVAL 30 minute MAX errors = 4 TO counted'],
    ['FOR INTERVAL 2000 second errors MAX 5', 'FOR INTERVAL 2000 second MAX errors = 5'],
    [
      "FOR RANDOMIZED INTERVAL 2 month MAX execution time = 2.5, MAX QUERIES '12Ki'",
      'FOR RANDOMIZED INTERVAL 2 month MAX queries = 12288, execution_time = 2.5',
    ],
    [
      'FOR INTERVAL 2 month MAX result_rows = 1002, FOR INTERVAL 2 quarter MAX queries = 100, errors = 11 TO ALL EXCEPT counted',
      'FOR INTERVAL 2 month MAX result_rows = 1002, FOR INTERVAL 2 quarter MAX queries = 100, errors = 11 TO ALL EXCEPT counted',
    ],
    ['FOR INTERVAL 1 week TRACKING ONLY', 'FOR INTERVAL 1 week TRACKING ONLY'],
    ['FOR INTERVAL 1 week NO LIMITS', ''],
  ])('of %j', async (written, shown) => {
    await done(`CREATE QUOTA OR REPLACE shown ${written}`);
    expect(await admin('SHOW CREATE QUOTA shown FORMAT TSVRaw')).toBe(
      `${`CREATE QUOTA shown ${shown}`.trim()}\n`,
    );
    await done('DROP QUOTA shown');
  });

  test('after changes', async () => {
    await done(
      'CREATE QUOTA q FOR INTERVAL 1 hour MAX queries = 70, FOR INTERVAL 1 day MAX errors = 1 TO counted',
      'CREATE QUOTA IF NOT EXISTS q FOR INTERVAL 1 year MAX queries = 1',
      'ALTER QUOTA q RENAME TO r FOR INTERVAL 1 day NO LIMITS, FOR INTERVAL 2 hour MAX errors = 10',
      'ALTER QUOTA IF EXISTS q NOT KEYED',
      'ALTER ROLE counted RENAME TO holders',
    );
    expect(await admin('SHOW CREATE QUOTA r FORMAT TSVRaw')).toBe(
      'CREATE QUOTA r FOR INTERVAL 1 hour MAX queries = 70, FOR INTERVAL 2 hour MAX errors = 10 TO holders\n',
    );
    await done('ALTER ROLE holders RENAME TO counted', 'ALTER QUOTA r RENAME TO q');
    expect(await admin('SHOW QUOTAS')).toContain('q\n');
    expect(await admin('SHOW CREATE QUOTAS')).toContain('CREATE QUOTA q ');
    expect(await admin('SHOW ACCESS')).toContain('CREATE QUOTA q ');
    expect(
      await admin("SELECT storage, keys, durations, apply_to_list FROM system.quotas WHERE name = 'q'"),
    ).toBe("local_directory\t[]\t[3600,7200]\t['counted']\n");
    expect(
      await admin("SELECT duration, max_queries, max_errors FROM system.quota_limits WHERE quota_name = 'q'"),
    ).toBe('3600\t70\t\\N\n7200\t\\N\t10\n');
    const kept: { quotas: { name: string }[] } = JSON.parse(
      readFileSync(join(server.dataDir, 'access.json'), 'utf8'),
    );
    expect(kept.quotas.map(({ name }) => name)).toContain('q');
    await done('DROP QUOTA q');
  });
});

test.each([
  ['DROP QUOTA nobody', 199],
  ['ALTER QUOTA nobody NOT KEYED', 199],
  ['SHOW CREATE QUOTA nobody', 199],
  ['CREATE QUOTA x TO nobody', 511],
  ['CREATE QUOTA told', 493],
  ['CREATE QUOTA x KEYED BY normalized_query_hash', 48],
  ['CREATE QUOTA x ON CLUSTER c', 701],
])('%s is code %i', async (sql, code) => {
  expect(await admin(sql)).toContain(`Code: ${code}.`);
});

test('only admins make and see quotas, others their own', async () => {
  const fay = await user('fay');
  for (const sql of ['CREATE QUOTA x', 'SHOW QUOTAS', 'SHOW CREATE QUOTA told'])
    expect(await fay(sql), sql).toContain('Code: 497');
  expect(await fay('SHOW CREATE QUOTA CURRENT')).toBe('');
  expect(await as('eve', 'SHOW CREATE QUOTA FORMAT TSVRaw', '')).toBe(
    'CREATE QUOTA told FOR INTERVAL 1 year TRACKING ONLY TO eve\n',
  );
});
