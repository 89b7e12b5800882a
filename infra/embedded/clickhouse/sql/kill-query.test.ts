import { expect, test } from 'vitest';
import { killQuery } from './kill-query.ts';

test.each([
  ["KILL QUERY WHERE query_id = 'x'", "query_id = 'x'", 'ASYNC', true],
  ["kill query where query_id in ('x', 'it''s') sync;", "query_id in ('x', 'it''s')", 'SYNC', true],
  [
    "KILL QUERY WHERE query_id LIKE 'a%' AND user = 'u' TEST FORMAT JSON",
    "query_id LIKE 'a%' AND user = 'u'",
    'TEST',
    true,
  ],
  ["KILL QUERY ON CLUSTER c WHERE lower(query_id) = 'x'", "lower(query_id) = 'x'", 'ASYNC', false],
  ['KILL QUERY WHERE elapsed > 3', 'elapsed > 3', 'ASYNC', false],
  ["KILL QUERY WHERE query_id = 'x' AND 1 = (SELECT 1)", "query_id = 'x' AND 1 = (SELECT 1)", 'ASYNC', false],
  [
    "KILL QUERY WHERE query_id = 'x') OR (query_id = 'y'",
    "query_id = 'x') OR (query_id = 'y'",
    'ASYNC',
    false,
  ],
  ["KILL QUERY WHERE query_id = file('/etc/passwd')", "query_id = file('/etc/passwd')", 'ASYNC', false],
])('%s', (sql, where, mode, plain) => {
  expect(killQuery(sql)).toEqual({ where, mode, plain });
});

test.each(["KILL MUTATION WHERE mutation_id = 'x'", 'KILL QUERY', 'SELECT 1'])('%s is none', (sql) => {
  expect(killQuery(sql)).toBeUndefined();
});
