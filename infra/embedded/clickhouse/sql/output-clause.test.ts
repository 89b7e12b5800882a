import { expect, test } from 'vitest';
import { intoOutfile, outputClause } from './output-clause.ts';

test.each([
  ['SELECT 1', 'SELECT 1', undefined, ''],
  ['SELECT 1;;\n', 'SELECT 1', undefined, ''],
  ['SELECT 1 -- done\nFORMAT JSON -- x', 'SELECT 1 -- done\n', 'JSON', ''],
  ['SELECT 1 FORMAT JSON SETTINGS max_threads = 1;', 'SELECT 1 ', 'JSON', ' SETTINGS max_threads = 1'],
  ['SELECT 1 SETTINGS max_threads = 1 FORMAT CSV', 'SELECT 1 SETTINGS max_threads = 1 ', 'CSV', ''],
  ['SELECT format FROM t', 'SELECT format FROM t', undefined, ''],
  ["SELECT ' FORMAT JSON'", "SELECT ' FORMAT JSON'", undefined, ''],
  ['SELECT * FROM (SELECT 1 FORMAT x)', 'SELECT * FROM (SELECT 1 FORMAT x)', undefined, ''],
  ['SELECT 1 /* FORMAT JSON */', 'SELECT 1', undefined, ''],
  ['SELECT $q$ FORMAT JSON$q$', 'SELECT $q$ FORMAT JSON$q$', undefined, ''],
])('%s', (sql, statement, format, rest) => {
  expect(outputClause(sql)).toEqual({ statement, format, rest });
});

test('a comment at the end does not swallow the clause', () => {
  const clause = outputClause('SELECT 1 -- end');
  expect(intoOutfile(clause, "/a'b", 'CSV')).toBe("SELECT 1\nINTO OUTFILE '/a\\'b' TRUNCATE FORMAT CSV");
});
