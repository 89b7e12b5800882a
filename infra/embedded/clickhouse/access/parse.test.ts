import { describe, expect, test } from 'vitest';
import { parseAccess } from './parse.ts';

const change = (sql: string) => {
  const statement = parseAccess(sql, 'me');
  return statement?.kind === 'change' ? statement.change : statement;
};

describe('statements about users and rights', () => {
  test('grants of rights keep the text between, whatever the names', () => {
    expect(change('GRANT SELECT(`to`, "on"), INSERT ON db.`from` TO a, `b c` WITH GRANT OPTION')).toEqual({
      ...{
        kind: 'grant-rights',
        rights: 'SELECT(`to`, "on"), INSERT ON db.`from`',
        to: ['a', 'b c'],
        option: true,
        replace: false,
      },
    });
    expect(change('REVOKE GRANT OPTION FOR ALL ON *.* FROM a;')).toEqual({
      ...{ kind: 'revoke-rights', rights: 'ALL ON *.*', to: ['a'], option: true, replace: false },
    });
  });

  test('roles are granted without an object', () => {
    expect(change('GRANT r1, r2 TO a WITH ADMIN OPTION')).toMatchObject({
      ...{ kind: 'grant-roles', roles: { names: ['r1', 'r2'] }, to: ['a'], option: true },
    });
    expect(change('REVOKE ALL EXCEPT r1 FROM a')).toMatchObject({
      kind: 'revoke-roles',
      roles: { all: true, except: ['r1'] },
    });
  });

  test('a user comes with its clauses in any order', () => {
    expect(
      change(
        "CREATE USER IF NOT EXISTS a DEFAULT DATABASE d IDENTIFIED WITH sha256_hash BY 'ab' SALT 's' HOST LOCAL",
      ),
    ).toEqual({
      ...{ kind: 'create-user', names: ['a'], present: 'keep' },
      changes: {
        defaultDatabase: 'd',
        authentication: [{ type: 'sha256_hash', secret: 'ab', salt: 's' }],
        closed: false,
      },
    });
    expect(change("ALTER USER a IDENTIFIED BY 'it''s \\'x\\''")).toMatchObject({
      changes: { authentication: [{ type: 'sha256_password', secret: "it's 'x'", salt: '' }] },
    });
  });

  test('a policy keeps its condition as it is written', () => {
    expect(
      change(
        "CREATE ROW POLICY p ON d.t, d.u USING (a IN (SELECT 1 AS `to`)) OR b = ' TO ' AS RESTRICTIVE TO ALL EXCEPT x",
      ),
    ).toEqual({
      ...{ kind: 'create-policy', present: 'fail' },
      targets: [
        { name: 'p', database: 'd', table: 't' },
        { name: 'p', database: 'd', table: 'u' },
      ],
      changes: {
        using: "(a IN (SELECT 1 AS `to`)) OR b = ' TO '",
        ...{ restrictive: true, to: { all: true, names: [], except: ['x'] } },
      },
    });
  });

  test('SET ROLE keeps words and names apart', () => {
    expect(parseAccess('SET ROLE DEFAULT', 'me')).toEqual({ kind: 'set-role', roles: 'default' });
    expect(parseAccess('SET ROLE `default`, none', 'me')).toMatchObject({
      roles: { names: ['default', 'none'] },
    });
    expect(parseAccess('SET ROLE NONE;', 'me')).toMatchObject({ roles: { all: false, names: [] } });
  });

  test('settings end where the next clause begins', () => {
    expect(
      change("CREATE USER a SETTINGS x = -1 MAX 5, PROFILE 'p', y READONLY, z = on DEFAULT DATABASE d"),
    ).toMatchObject({
      changes: {
        settings: [
          {
            step: 'set',
            elements: [
              { setting: 'x', value: '-1', max: '5' },
              { profile: 'p' },
              { setting: 'y', writability: 'const' },
              { setting: 'z', value: 'on' },
            ],
          },
        ],
        defaultDatabase: 'd',
      },
    });
    expect(
      change(
        'ALTER USER a DROP SETTINGS x, y, ADD SETTING x = 1, z = 2, DROP ALL PROFILES ADD PROFILES p, q',
      ),
    ).toMatchObject({
      changes: {
        settings: [
          { step: 'drop', what: 'setting', names: ['x', 'y'] },
          {
            step: 'add',
            elements: [
              { setting: 'x', value: '1' },
              { setting: 'z', value: '2' },
            ],
          },
          { step: 'drop', what: 'profile', names: undefined },
          { step: 'add', elements: [{ profile: 'p' }, { profile: 'q' }] },
        ],
      },
    });
  });

  test.each([
    'SELECT 1',
    'SHOW TABLES',
    'SHOW CREATE TABLE users',
    'CREATE TABLE user (a UInt8)',
    'SET max_threads = 1',
    'DROP VIEW role',
    'ALTER TABLE t DROP COLUMN user',
  ])('%s is none', (sql) => {
    expect(parseAccess(sql, 'me')).toBeUndefined();
  });
});
