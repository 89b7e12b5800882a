import { expect, it } from 'vitest';
import { chunkMonths, newestFirst } from './chunks.ts';
import { monthsBetween } from './month.ts';

const months = monthsBetween('2015-01-01', '2025-12-01');

it('cuts months into blocks ClickHouse accepts, oldest first', () => {
  const chunks = chunkMonths([...months].reverse());
  expect(chunks.map((chunk) => chunk.length)).toEqual([100, 32]);
  expect(chunks.flat()).toEqual(months);
  expect(chunkMonths([])).toEqual([]);
});

it('takes the newest first in a backfill, and a month once', () => {
  expect(newestFirst([...months.slice(0, 5), '2015-01-01'], 3)).toEqual([
    ['2015-05-01', '2015-04-01', '2015-03-01'],
    ['2015-02-01', '2015-01-01'],
  ]);
});
