import { expect, test } from 'vitest';
import { identifierName, tokens } from './lexer.ts';
import { unquoted } from './literals.ts';

const texts = (sql: string) => [...tokens(sql)].map(({ text }) => text);
const kinds = (sql: string) => [...tokens(sql)].map(({ kind }) => kind);

test('a dollar within a word starts no string', () => {
  expect(texts('1 AS a$b$, f(2) AS c$b$')).toEqual([
    '1',
    'AS',
    'a$b$',
    ',',
    'f',
    '(',
    '2',
    ')',
    'AS',
    'c$b$',
  ]);
  expect(kinds('$b$ text $b$')).toEqual(['string']);
});

test('typographic quotes are quotes', () => {
  expect(kinds('“file”(‘a’)')).toEqual(['quoted-identifier', 'symbol', 'string', 'symbol']);
  expect(kinds('DISTINCT“file”')).toEqual(['word', 'quoted-identifier']);
  expect(kinds('“open')).toEqual(['unclosed']);
});

test.each([
  ["1 /* /* */ ' */ , f", ['1', ',', 'f']],
  ["1 // '\n , f", ['1', ',', 'f']],
  ['1 /* /* */ f', ['1', '/* /* */ f']],
  ['1..f t.1.f - .5 1e-2 0x1f', ['1.', '.', 'f', 't', '.', '1', '.', 'f', '-', '.5', '1e-2', '0x1f']],
  ["f(x'61')", ['f', '(', "x'61'", ')']],
])('%s is read as the engine does', (sql, expected) => {
  expect(texts(sql)).toEqual(expected);
});

test.each([
  ["'a''b'", "a'b"],
  ["'a\\'b\\n\\x41'", "a'b\nA"],
  ['`a``b"`', 'a`b"'],
  ['"a\\"b``"', 'a"b``'],
  ["$t$it's\\n$t$", "it's\\n"],
  ['“a”', 'a'],
  ["x'61623'", '\x06\x16#'],
  ["B'1100001'", 'a'],
])('%s stands for %j', (literal, value) => {
  expect(unquoted(literal)).toBe(value);
});

test('an identifier is told by its name, however it is quoted', () => {
  const names = [...tokens('file `f\\x69le` "file" “file” \'file\' 7')].map(identifierName);
  expect(names).toEqual(['file', 'file', 'file', 'file', undefined, undefined]);
});
