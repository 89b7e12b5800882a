import { expect, test } from 'vitest';
import { withEndpointNames } from './endpoint-names.ts';

test.each([
  ['SELECT queryID()', "SELECT ('q' AS `queryID()`)"],
  ['SELECT currentUser() AS user', "SELECT 'u' AS user"],
  ['SELECT user ( ), initial_query_id()', "SELECT ('u' AS `user()`), ('q' AS `initial_query_id()`)"],
  ["SELECT 'queryID()', t.user() /* queryID() */", "SELECT 'queryID()', t.user() /* queryID() */"],
  ['SELECT user FROM t', 'SELECT user FROM t'],
  ['SELECT * FROM system.processes', 'SELECT * FROM own.processes'],
  ['SELECT * FROM `system` . "processes" p', 'SELECT * FROM own.processes p'],
  ['SHOW PROCESSLIST', 'SELECT * FROM own.processes ORDER BY elapsed DESC'],
])('%s', (sql, expected) => {
  expect(withEndpointNames(sql, { queryId: 'q', user: 'u' }, 'own.processes')).toBe(expected);
});
