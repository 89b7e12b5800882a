import { expect, test } from 'vitest';
import { fromInfile, insertClause } from './insert-clause.ts';

test.each([
  ['INSERT INTO t FORMAT JSONEachRow {"a":1}', 'JSONEachRow', '{"a":1}'],
  ['insert into t format CSV\r\n 1,2', 'CSV', ' 1,2'],
  ['INSERT INTO db.`t x` (a, b) FORMAT TSV\n\t1', 'TSV', '\t1'],
  ["INSERT INTO t VALUES (1,'SELECT')", 'Values', " (1,'SELECT')"],
  ['INSERT INTO t FORMAT Values (1)', 'Values', '(1)'],
  ['INSERT INTO format VALUES (1)', 'Values', ' (1)'],
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

test('rows may go through a query', () => {
  const sql = "INSERT INTO t (a) SELECT lower(x) FROM input('x String, y UInt8') WHERE y > 1 FORMAT CSV\nA,2";
  const insert = insertClause(sql);
  expect(sql.slice(insert?.dataStart)).toBe('A,2');
  expect(insert && fromInfile(insert, '/spool/1')).toBe(
    "INSERT INTO t (a) SELECT lower(x) FROM file('/spool/1', 'CSV', 'x String, y UInt8', 'none') WHERE y > 1 \n",
  );
});

test('settings behind the format count where the client says so', () => {
  const sql = "INSERT INTO t FORMAT CSV SETTINGS async_insert = 0, format_csv_delimiter = ';'\n1;2";
  expect(sql.slice(insertClause(sql)?.dataStart)).toBe(
    "SETTINGS async_insert = 0, format_csv_delimiter = ';'\n1;2",
  );
  const insert = insertClause(sql, true);
  expect(sql.slice(insert?.dataStart)).toBe('1;2');
  expect(insert?.settings).toBe("SETTINGS async_insert = 0, format_csv_delimiter = ';'");
});
