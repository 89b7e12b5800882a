import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../password.ts';
import { testUsers } from '../test-client.ts';
import { type TestClickHouse, testClickHouse } from '../test-server.ts';

let server: TestClickHouse;
let as: ReturnType<typeof testUsers>;
const admin = (sql: string) => as('default', sql, server.password);

beforeAll(async () => {
  server = await testClickHouse([
    { name: 'loader', passwordHash: await hashPassword('l'), rights: 'loader' },
  ]);
  as = testUsers(server);
  for (const sql of [
    'CREATE DATABASE shop',
    'CREATE TABLE shop.sale (id UInt32, region String, amount UInt32) ENGINE = MergeTree ORDER BY id',
    "INSERT INTO shop.sale VALUES (1, 'East', 10), (2, 'West', 20), (3, 'East', 30)",
    'CREATE TABLE shop.plan (region String) ENGINE = MergeTree ORDER BY region',
  ])
    expect(await admin(sql)).toBe('');
});
afterAll(() => server.stop());

/** Runs statements in turn; each must succeed. */
async function done(...statements: readonly string[]): Promise<void> {
  for (const sql of statements) expect(await admin(sql), sql).toBe('');
}

describe('users', () => {
  test('log in by the password they were made with, and by the next one once it is changed', async () => {
    await done("CREATE USER ann IDENTIFIED BY 'first'");
    expect(await as('ann', 'SELECT 1', 'first')).toBe('1\n');
    expect(await as('ann', 'SELECT 1', 'wrong')).toContain('Code: 516');
    await done("ALTER USER ann IDENTIFIED WITH plaintext_password BY 'second'");
    expect(await as('ann', 'SELECT 1', 'first')).toContain('Code: 516');
    expect(await as('ann', 'SELECT 1', 'second')).toBe('1\n');
    await done('DROP USER ann');
    expect(await as('ann', 'SELECT 1', 'second')).toContain('Code: 516');
  });

  // SHA-256 of 'pwsalt' and SHA-1 of the SHA-1 of 'pw', as Python's hashlib gives them.
  test.each([
    "sha256_hash BY 'FE5002E3A1BA48A982F7C31FEC72065D1B451547CE2290A766BA477BFEC32182' SALT 'salt'",
    "double_sha1_hash BY 'd821809f681a40a6e379b50d0463efae20bdd122'",
    "sha256_password BY 'pw'",
    "bcrypt_password BY 'pw'",
    "double_sha1_password BY 'pw'",
  ])('log in when identified with %s', async (way) => {
    await done(`CREATE USER OR REPLACE way IDENTIFIED WITH ${way}`);
    expect(await as('way', 'SELECT 1', 'pw')).toBe('1\n');
    expect(await as('way', 'SELECT 1', 'pW')).toContain('Code: 516');
  });

  test('are kept without their passwords, readable by nobody else', async () => {
    await done("CREATE USER kept IDENTIFIED BY 'not to be found'");
    const file = join(server.dataDir, 'access.json');
    expect(readFileSync(file, 'utf8')).toContain('$argon2id$');
    expect(readFileSync(file, 'utf8')).not.toContain('not to be found');
    expect(statSync(file).mode & 0o077).toBe(0);
    await done('SYSTEM FLUSH LOGS');
    const logged = "SELECT query FROM system.query_log WHERE query LIKE 'CREATE USER kept%'";
    expect(await admin(logged)).toMatch(/^CREATE USER kept/);
    expect(await admin(logged)).not.toContain('not to be found');
  });

  test('with an end stay out afterwards', async () => {
    await done("CREATE USER late IDENTIFIED BY 'p' VALID UNTIL '2001-01-01'");
    expect(await as('late', 'SELECT 1', 'p')).toContain('Code: 516');
    await done("ALTER USER late VALID UNTIL 'infinity'");
    expect(await as('late', 'SELECT 1', 'p')).toBe('1\n');
  });

  test('may read nothing until something is granted, and no more than that', async () => {
    await done("CREATE USER ben IDENTIFIED BY 'b'");
    expect(await as('ben', 'SELECT count() FROM shop.sale', 'b')).toContain('Code: 497');
    await done('GRANT SELECT(id, region) ON shop.sale TO ben');
    expect(await as('ben', 'SELECT count(region) FROM shop.sale', 'b')).toBe('3\n');
    expect(await as('ben', 'SELECT amount FROM shop.sale', 'b')).toContain('Code: 497');
    await done('GRANT SELECT, INSERT ON shop.* TO ben', 'REVOKE SELECT ON shop.sale FROM ben');
    expect(await as('ben', 'SELECT region FROM shop.sale', 'b')).toContain('Code: 497');
    expect(await as('ben', "INSERT INTO shop.plan VALUES ('East')", 'b')).toBe('');
    expect(await as('ben', 'SELECT region FROM shop.plan', 'b')).toBe('East\n');
    expect(await as('ben', 'SHOW GRANTS', 'b')).toBe(
      'GRANT SELECT, INSERT ON shop.* TO ben\nREVOKE SELECT ON shop.sale FROM ben\n',
    );
  });

  test('may begin in a database of their own', async () => {
    await done('CREATE USER dora DEFAULT DATABASE shop', 'GRANT SELECT ON shop.* TO dora');
    expect(await as('dora', 'SELECT count() FROM sale', '')).toBe('3\n');
  });
});

describe('roles', () => {
  test('give what they were granted, also through other roles', async () => {
    await done(
      'CREATE ROLE readers, staff',
      'GRANT SELECT ON shop.* TO readers',
      'GRANT readers TO staff',
      "CREATE USER cleo IDENTIFIED BY 'c'",
      'GRANT staff TO cleo',
    );
    expect(await as('cleo', 'SELECT count() FROM shop.sale', 'c')).toBe('3\n');
    expect(await as('cleo', 'SHOW CURRENT ROLES', 'c')).toBe('staff\t0\t1\n');
    expect(await as('cleo', 'SHOW ENABLED ROLES', 'c')).toContain('readers');
    await done('REVOKE readers FROM staff');
    expect(await as('cleo', 'SELECT count() FROM shop.sale', 'c')).toContain('Code: 497');
  });

  test('are put on by default or by the request', async () => {
    await done(
      'CREATE ROLE seller, planner',
      'GRANT SELECT ON shop.sale TO seller',
      'GRANT SELECT ON shop.plan TO planner',
      "CREATE USER dan IDENTIFIED BY 'd' DEFAULT ROLE NONE",
      'GRANT seller, planner TO dan',
    );
    const read = 'SELECT count() > 0 FROM shop.sale';
    expect(await as('dan', read, 'd')).toContain('Code: 497');
    expect(await as('dan', read, 'd', [['role', 'seller']])).toBe('1\n');
    expect(await as('dan', read, 'd', [['role', 'planner']])).toContain('Code: 497');
    expect(
      await as('dan', read, 'd', [
        ['role', 'planner'],
        ['role', 'seller'],
      ]),
    ).toBe('1\n');
    expect(await as('dan', read, 'd', [['role', 'readers']])).toContain('Code: 512');
    expect(await as('dan', read, 'd', [['role', 'nobody']])).toContain('Code: 511');
    await done('SET DEFAULT ROLE seller TO dan');
    expect(await as('dan', read, 'd')).toBe('1\n');
    await done('DROP ROLE seller');
    expect(await as('dan', read, 'd')).toContain('Code: 497');
  });
});

describe('row policies', () => {
  test('show their rows to those they are for, all rows to others', async () => {
    await done(
      "CREATE USER eve IDENTIFIED BY 'e'",
      "CREATE USER fay IDENTIFIED BY 'f'",
      'GRANT SELECT ON shop.sale TO eve, fay',
      "CREATE ROW POLICY east ON shop.sale USING region = 'East' TO eve",
    );
    const sum = 'SELECT sum(amount) FROM shop.sale';
    expect(await as('eve', sum, 'e')).toBe('40\n');
    expect(await as('fay', sum, 'f')).toBe('60\n');
    await done('CREATE ROW POLICY small ON shop.sale USING amount < 20 AS RESTRICTIVE TO ALL EXCEPT fay');
    expect(await as('eve', sum, 'e')).toBe('10\n');
    await done(
      'DROP ROW POLICY small ON shop.sale',
      "ALTER ROW POLICY east ON shop.sale USING region = 'West'",
    );
    expect(await as('eve', sum, 'e')).toBe('20\n');
    expect(await admin('SHOW CREATE ROW POLICY east ON shop.sale')).toContain('FOR SELECT USING region = ');
    await done('DROP ROW POLICY east ON shop.sale');
    expect(await as('eve', sum, 'e')).toBe('60\n');
  });

  test('on all tables of a database cover one that is made later', async () => {
    await done(
      "CREATE USER gus IDENTIFIED BY 'g'",
      'GRANT SELECT ON shop.* TO gus',
      "CREATE ROW POLICY region ON shop.* USING region = 'West' TO gus",
      'CREATE TABLE shop.later (region String) ENGINE = MergeTree ORDER BY region',
      "INSERT INTO shop.later VALUES ('East'), ('West')",
    );
    expect(await as('gus', 'SELECT region FROM shop.later', 'g')).toBe('West\n');
    await done('DROP ROW POLICY region ON shop.*');
    expect(await as('gus', 'SELECT count() FROM shop.later', 'g')).toBe('2\n');
  });
});

describe('the catalogue', () => {
  test('lists what SQL has made', async () => {
    await done(
      'CREATE USER `odd one`',
      'CREATE ROLE shown',
      'GRANT shown TO `odd one` WITH ADMIN OPTION',
      'GRANT SELECT ON shop.plan TO shown',
    );
    expect(await admin('SHOW USERS')).toContain('odd one\n');
    expect(await admin('SHOW ROLES')).toContain('shown\n');
    expect(await admin('SHOW GRANTS FOR `odd one`')).toBe('GRANT shown TO `odd one` WITH ADMIN OPTION\n');
    expect(await admin('SHOW CREATE USER `odd one`')).toBe(
      'CREATE USER `odd one` IDENTIFIED WITH no_password\n',
    );
    expect(await admin('SHOW ACCESS FORMAT JSONEachRow')).toContain('{"ACCESS":"CREATE ROLE shown"}');
    expect(
      await admin("SELECT storage FROM system.users WHERE name IN ('default', 'odd one') ORDER BY name"),
    ).toBe('users_xml\nlocal_directory\n');
    expect(
      await admin(
        "SELECT granted_role_name, with_admin_option FROM system.role_grants WHERE user_name = 'odd one'",
      ),
    ).toBe('shown\t1\n');
    expect(
      await admin("SELECT access_type, database, table FROM system.grants WHERE role_name = 'shown'"),
    ).toBe('SELECT\tshop\tplan\n');
  });
});

test('who may insert sends rows of any format and size', async () => {
  await done('CREATE USER feeder', 'GRANT SELECT, INSERT ON shop.plan TO feeder');
  const rows = Array.from({ length: 20_000 }, (_, index) => JSON.stringify({ region: `r${index}` })).join(
    '\n',
  );
  expect(await as('feeder', `INSERT INTO shop.plan FORMAT JSONEachRow\n${rows}`, '')).toBe('');
  expect(await as('feeder', "SELECT count() FROM shop.plan WHERE region LIKE 'r%'", '')).toBe('20000\n');
});

test.each([
  ['CREATE USER default', 493],
  ["ALTER USER default IDENTIFIED BY 'x'", 495],
  ['DROP USER default', 495],
  ['GRANT SELECT ON shop.* TO default', 495],
  ['DROP USER nobody', 192],
  ['DROP ROLE nobody', 511],
  ['GRANT nobody TO default', 495],
  ['GRANT SELECT ON shop.* TO nobody', 511],
  ['GRANT FILE ON shop.* TO `odd one`', 509],
  ['GRANT FLY ON shop.* TO `odd one`', 62],
  ['DROP ROW POLICY p ON shop.sale', 523],
  ['CREATE ROW POLICY p ON shop.sale USING (', 62],
  ['CREATE ROW POLICY p ON shop.sale USING 1 TO nobody', 511],
  ['CREATE ROW POLICY p ON shop.sale USING 1 TO ALL EXCEPT nobody', 511],
  ['GRANT SELECT ON shop.* TO CURRENT_USER', 495],
  ['CREATE USER x ON CLUSTER c', 701],
  ["CREATE USER x IDENTIFIED WITH ldap SERVER 's'", 48],
  ["CREATE USER x HOST IP '10.0.0.0/8'", 48],
])('%s is code %i', async (sql, code) => {
  expect(await admin(sql)).toContain(`Code: ${code}.`);
});

test('only admins change and see users', async () => {
  for (const sql of [
    "CREATE USER mine IDENTIFIED BY 'm'",
    'GRANT SELECT ON *.* TO loader',
    'SHOW USERS',
    'SHOW GRANTS FOR default',
    'SHOW ACCESS',
  ])
    expect(await as('loader', sql, 'l'), sql).toContain('Code: 497');
  expect(await as('loader', 'SHOW GRANTS', 'l')).toBe('GRANT ALL ON *.* TO loader\n');
});

test.each([
  ['SELECT * FROM system.users', 'SHOW USERS'],
  ['SELECT 1 WHERE 1 IN (SELECT 1 FROM `system`."row_policies")', 'SHOW ROW POLICIES'],
  ['DESCRIBE system.quotas', 'SHOW QUOTAS'],
])('%s is denied to those who are no admins, as in a server', async (sql, grant) => {
  await done('CREATE USER IF NOT EXISTS curious');
  expect(await as('curious', sql, '')).toContain(
    `Not enough privileges. To execute this query, it's necessary to have the grant ${grant} ON *.*`,
  );
  expect(await as('curious', 'WITH users AS (SELECT 1 AS roles) SELECT users.roles FROM users', '')).toBe(
    '1\n',
  );
});

test('IF EXISTS, IF NOT EXISTS and OR REPLACE are what they say', async () => {
  await done(
    'DROP USER IF EXISTS none',
    'CREATE USER twice',
    'CREATE USER IF NOT EXISTS twice',
    'GRANT SELECT ON shop.plan TO twice',
  );
  expect(await admin('CREATE USER twice')).toContain('Code: 493');
  await done('CREATE USER OR REPLACE twice');
  expect(await admin('SHOW GRANTS FOR twice')).toBe('');
  await done('CREATE ROLE both');
  expect(await admin('CREATE USER OR REPLACE both')).toContain('Code: 493');
});

test('a change waits for what runs and lets it finish', async () => {
  await done('CREATE USER waiting');
  const running = admin('SELECT sleepEachRow(0.1) FROM numbers(10) FORMAT Null');
  await expect
    .poll(() =>
      admin(
        "SELECT count() FROM system.processes WHERE query LIKE '%sleepEachRow(0.1)%' AND query NOT LIKE '%processes%'",
      ),
    )
    .toBe('1\n');
  const granting = admin('GRANT SELECT ON shop.sale TO waiting');
  expect(await Promise.all([running, granting])).toEqual(['', '']);
  expect(await as('waiting', 'SELECT count() FROM shop.sale', '')).toBe('3\n');
});
