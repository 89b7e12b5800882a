import { expect, test } from 'vitest';
import { fromInfile, insertClause } from './insert-clause.ts';

test.each([
  ['INSERT INTO t FORMAT JSONEachRow {"a":1}', 'JSONEachRow', '{"a":1}'],
  ['insert into t format CSV\r\n 1,2', 'CSV', ' 1,2'],
  ['INSERT INTO db.`t x` (a, b) FORMAT TSV\n\t1', 'TSV', '\t1'],
  ["INSERT INTO t VALUES (1,'SELECT')", 'Values', " (1,'SELECT')"],
  ['INSERT INTO values (format, b) VALUES (1)', 'Values', ' (1)'],
  ["INSERT INTO FUNCTION remote('h', 'd.t') FORMAT RowBinary", 'RowBinary', ''],
])('%s', (sql, format, data) => {
  const found = insertClause(sql);
  expect(found?.format).toBe(format);
  expect(sql.slice(found?.dataStart)).toBe(data);
});

test.each([
  'SELECT 1 FORMAT CSV',
  'INSERT INTO t SELECT 1',
  'INSERT INTO t (a) (SELECT 1)',
  'INSERT INTO t WITH x AS (SELECT 1) SELECT * FROM x',
  "INSERT INTO t FROM INFILE 'x' FORMAT CSV",
])('%s has no data behind it', (sql) => {
  expect(insertClause(sql)).toBeUndefined();
});

test('settings stay between file and format', () => {
  const insert = insertClause('INSERT INTO t (a) SETTINGS async_insert = 0 FORMAT CSV');
  expect(insert && fromInfile(insert, '/spool/1').split('\n')).toEqual([
    'INSERT INTO t (a) ',
    "FROM INFILE '/spool/1' COMPRESSION 'none'",
    'SETTINGS async_insert = 0 ',
    'FORMAT CSV',
  ]);
});
