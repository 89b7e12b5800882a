import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { table } from './table.ts';
import { tree } from './tree.ts';

test('numbers stand right, Chinese names take two places, no line ends in blanks', () => {
  const text = table(
    [{ title: 'Name' }, { title: 'Rows', align: 'right' }],
    [
      ['启衡', '7'],
      ['abcd', '1,234'],
    ],
  );
  expect(stripVTControlCharacters(text).split('\n')).toEqual(['Name   Rows', '启衡      7', 'abcd  1,234']);
});

test('a tree hangs its branches under each other', () => {
  const leaf = (label: string) => ({ label, branches: [] });
  const root = { label: 'a', branches: [{ label: 'b', branches: [leaf('c')] }, leaf('d')] };
  expect(tree(root)).toBe('a\n├─ b\n│  └─ c\n└─ d');
});
