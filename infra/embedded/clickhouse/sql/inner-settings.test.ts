import { expect, test } from 'vitest';
import { innerSettings } from './inner-settings.ts';
import { tokens } from './lexer.ts';

test.each([
  ['SELECT 1 SETTINGS a = 1', []],
  ['SELECT (SELECT 1 SETTINGS a = 1, `b` = [1, 2], c) SETTINGS d = 1', ['a', 'b', 'c']],
  ['(SELECT 1 SETTINGS a = 1) UNION ALL SELECT (2), 3', ['a']],
  ['SELECT 1 SETTINGS a = 1 UNION ALL SELECT 2 SETTINGS b = 1', ['a']],
  ["WITH x AS (SELECT 1 SETTINGS a = {'m': 1}, b = 2) SELECT settings FROM x", ['a', 'b']],
  ['CREATE VIEW v AS SELECT 1 SETTINGS a = 1, b = 2', ['a', 'b']],
  ["SELECT count(Settings['a']), (SELECT settings.b)", []],
])('%s names %j where no bounds hold', (sql, names) => {
  expect(innerSettings([...tokens(sql)])).toEqual(names);
});
