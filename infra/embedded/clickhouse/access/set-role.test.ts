import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testUsers } from '../test-client.ts';
import { type TestClickHouse, testClickHouse } from '../test-server.ts';

let server: TestClickHouse;
let as: ReturnType<typeof testUsers>;
const admin = (sql: string, parameters = {}) => as('default', sql, server.password, parameters);
const dan = (sql: string, parameters: Record<string, string> | [string, string][] = {}) =>
  as('dan', sql, 'd', parameters);
const session = () => ({ session_id: randomUUID() });

beforeAll(async () => {
  server = await testClickHouse();
  as = testUsers(server);
  for (const sql of [
    'CREATE DATABASE shop',
    "CREATE TABLE shop.sale ENGINE = MergeTree ORDER BY id AS SELECT 1 AS id, 'East' AS region UNION ALL SELECT 2, 'West'",
    'CREATE ROLE seller, planner, east, `odd one`',
    'GRANT SELECT ON shop.* TO seller, east',
    'GRANT CREATE TEMPORARY TABLE ON *.* TO planner',
    'GRANT planner TO seller',
    "CREATE ROW POLICY east ON shop.sale USING region = 'East' TO east",
    "CREATE USER dan IDENTIFIED BY 'd' DEFAULT ROLE seller DEFAULT DATABASE shop",
    'GRANT seller, planner, east, `odd one` TO dan',
    "CREATE USER eve IDENTIFIED BY 'e'",
  ])
    expect(await admin(sql), sql).toBe('');
});
afterAll(() => server.stop());

const names = 'SELECT currentRoles(), enabledRoles(), defaultRoles()';

test('roles are told by the names that SQL gave them', async () => {
  expect(await dan(names)).toBe("['seller']\t['planner','seller']\t['seller']\n");
  const both: [string, string][] = [
    ['role', 'planner'],
    ['role', 'odd one'],
  ];
  expect(await dan(names, both)).toBe("['odd one','planner']\t['odd one','planner']\t['seller']\n");
  expect(await admin(names)).toBe('[]\t[]\t[]\n');
  expect(await dan('SELECT currentRoles() AS roles FORMAT JSONEachRow')).toBe('{"roles":["seller"]}\n');
  expect(await dan('SELECT toTypeName(currentRoles())', { role: 'odd one' })).toBe('Array(String)\n');
});

test('SET ROLE counts for its session, and a role in a request for that request', async () => {
  const mine = session();
  expect(await dan('SET ROLE `odd one`', mine)).toBe('');
  expect(await dan('SELECT currentRoles()', mine)).toBe("['odd one']\n");
  expect(await dan('SELECT count() FROM shop.sale', mine)).toContain('Code: 497');
  expect(await dan('SHOW CURRENT ROLES', mine)).toBe('odd one\t0\t0\n');
  expect(await dan('SELECT count() FROM shop.sale', { ...mine, role: 'seller' })).toBe('2\n');
  expect(await dan('SELECT currentRoles()', mine)).toBe("['odd one']\n");
  expect(await dan('SELECT currentRoles()', session())).toBe("['seller']\n");
  expect(await dan('SELECT currentRoles()')).toBe("['seller']\n");
});

test.each([
  ['NONE', '[]'],
  ['ALL', "['east','odd one','planner','seller']"],
  ['ALL EXCEPT east, seller', "['odd one','planner']"],
  ['planner, `odd one`', "['odd one','planner']"],
  ['DEFAULT', "['seller']"],
])('SET ROLE %s', async (roles, expected) => {
  const mine = session();
  expect(await dan('SET ROLE planner', mine)).toBe('');
  expect(await dan(`SET ROLE ${roles}`, mine)).toBe('');
  expect(await dan('SELECT currentRoles()', mine)).toBe(`${expected}\n`);
});

test('a role of somebody else is refused, and the session stays as it was', async () => {
  const mine = session();
  expect(await as('eve', 'SET ROLE seller', 'e', mine)).toContain('Code: 512');
  expect(await as('eve', 'SET ROLE nobody', 'e', mine)).toContain('Code: 511');
  expect(await as('eve', 'SELECT currentRoles()', 'e', mine)).toBe('[]\n');
  expect(await admin('SET ROLE everyone', mine)).toContain('Code: 512');
});

test('temporary tables outlive SET ROLE, rights do not', async () => {
  const mine = session();
  expect(await dan('CREATE TEMPORARY TABLE kept AS SELECT id FROM sale', mine)).toBe('');
  expect(await dan('SET ROLE planner', mine)).toBe('');
  expect(await dan('SELECT count() FROM kept', mine)).toBe('2\n');
  expect(await dan('SELECT count() FROM shop.sale', mine)).toContain('Code: 497');
});

test('row policies are those of the roles that are on', async () => {
  const mine = session();
  expect(await dan('SELECT count() FROM shop.sale', mine)).toBe('2\n');
  expect(await dan('SET ROLE east', mine)).toBe('');
  expect(await dan('SELECT count() FROM shop.sale', mine)).toBe('1\n');
  expect(await dan('SET ROLE seller', mine)).toBe('');
  expect(await dan('SELECT count() FROM shop.sale', mine)).toBe('2\n');
});

test('a session begins in the default database of its user, and leaves it by USE', async () => {
  const mine = session();
  expect(await dan('SELECT count() FROM sale', mine)).toBe('2\n');
  expect(await dan('SELECT currentDatabase()', { ...mine, database: 'default' })).toBe('default\n');
  expect(await dan('SELECT currentDatabase()', mine)).toBe('shop\n');
  expect(await dan('USE default', mine)).toContain('Code: 497');
  expect(await dan('USE information_schema', mine)).toBe('');
  expect(await dan('SELECT currentDatabase()', mine)).toBe('information_schema\n');
});

test('a role that is taken away is off in its session at once', async () => {
  const mine = session();
  expect(await dan('SET ROLE ALL', mine)).toBe('');
  expect(await admin('REVOKE `odd one` FROM dan')).toBe('');
  expect(await dan("SELECT has(currentRoles(), 'odd one')", mine)).toBe('0\n');
});
