import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readings, simplified, traditional } from '../../models/reference/han-characters.ts';
import { hanCharactersFile } from './characters.ts';

it('has written the table that is in the product', () => {
  const kept = new URL('../../models/reference/han-characters.ts', import.meta.url);
  expect(readFileSync(kept, 'utf8')).toBe(hanCharactersFile());
});

it('simplifies one to one and reads every character of GB 2312', () => {
  expect([...traditional].length).toBe([...simplified].length);
  expect(readings.replace(/[a-z: ]/g, '')).toHaveLength(6763);
  expect([...'長機陽'].map((each) => [...simplified][[...traditional].indexOf(each)])).toEqual([
    '长',
    '机',
    '阳',
  ]);
  expect(readings).toMatch(/ yuan:[^ ]*元[^ ]*远/);
});
