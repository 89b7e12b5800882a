import { expect, test } from 'vitest';
import { withEndpointNames } from './endpoint-names.ts';

test.each([
  ['SELECT queryID()', "SELECT ('q' AS `queryID()`)"],
  ['SELECT currentUser() AS user', "SELECT 'u' AS user"],
  ['SELECT user ( ), initial_query_id()', "SELECT ('u' AS `user()`), ('q' AS `initial_query_id()`)"],
  ["SELECT 'queryID()', t.user() /* queryID() */", "SELECT 'queryID()', t.user() /* queryID() */"],
  ['SELECT currentRoles()', "SELECT (CAST(['a', 'b'], 'Array(String)') AS `currentRoles()`)"],
  ['SELECT enabledRoles() AS e', "SELECT CAST(['a', 'b', 'c'], 'Array(String)') AS e"],
  ['SELECT defaultRoles() AS d', "SELECT CAST([], 'Array(String)') AS d"],
  ['SELECT user FROM t', 'SELECT user FROM t'],
  ['SELECT * FROM system.processes', 'SELECT * FROM own.processes'],
  ['SELECT * FROM `system` . "processes" p', 'SELECT * FROM own.processes p'],
  ['SHOW PROCESSLIST', 'SELECT * FROM own.processes ORDER BY elapsed DESC'],
])('%s', (sql, expected) => {
  const tables = new Map([['processes', () => 'own.processes']]);
  const roles = { current: ['b', 'a'], enabled: ['b', 'c', 'a'], byDefault: [] };
  expect(withEndpointNames(sql, { queryId: 'q', user: 'u', roles }, tables)).toBe(expected);
});
