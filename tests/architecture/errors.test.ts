import { expect, test } from 'vitest';
import { catalogue } from '../../errors/catalogue.ts';
import { projectFiles, textOf } from './project-files.ts';

const codes = Object.keys(catalogue);

test('the catalogue is sorted by code, so that two additions rarely meet in one line', () => {
  expect(codes).toEqual([...codes].sort());
});

test('every code is raised somewhere', () => {
  const sources = projectFiles().filter((path) => /\.tsx?$/.test(path) && path !== 'errors/catalogue.ts');
  const text = sources.map(textOf).join('\n');
  expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});
