import { expect, it } from 'vitest';
import { all, sameMonth, window } from '../models/kit/mapping.ts';
import { chunkMonths, newestFirst } from './chunks.ts';
import { monthsBetween } from './month.ts';
import { rowsRead, rowsReadBy } from './rows-read.ts';

const months = monthsBetween('2015-01-01', '2025-12-01');

it('cuts months into blocks ClickHouse accepts, oldest first', () => {
  const chunks = chunkMonths([...months].reverse());
  expect(chunks.map((chunk) => chunk.length)).toEqual([100, 32]);
  expect(chunks.flat()).toEqual(months);
  expect(chunkMonths([])).toEqual([]);
});

it('takes the newest first in a backfill, and a month once', () => {
  expect(newestFirst([...months.slice(0, 5), '2015-01-01'], { months: 3 })).toEqual([
    ['2015-05-01', '2015-04-01', '2015-03-01'],
    ['2015-02-01', '2015-01-01'],
  ]);
});

it('keeps what is read at once within bounds, and builds a month that reads more by itself', () => {
  const rowsOf = (month: string) => (month === '2015-03-01' ? 50 : 4);
  expect(chunkMonths(months.slice(0, 6), { rows: 9, rowsOf })).toEqual([
    ['2015-01-01', '2015-02-01'],
    ['2015-03-01'],
    ['2015-04-01', '2015-05-01'],
    ['2015-06-01'],
  ]);
});

it('counts the rows of the months that a month reads, and not what is read whole', () => {
  const state = (month: string, rows: number) => ({
    ...{ month, rows, version: 1, contentHash: '', fingerprint: '', code: '', inputs: {} },
  });
  const sold = [state('2025-01-01', 5), state('2025-02-01', 7), state('2025-03-01', 11)];
  const states = new Map([
    ['fct.sold', sold],
    ['dim.product', [state('1970-01-01', 1000)]],
  ] as const);
  const inputs = {
    now: sameMonth('fct.sold'),
    before: window('fct.sold', -2, -1),
    product: all('dim.product'),
  };
  expect(rowsRead(states, { inputs }, '2025-03-01')).toBe(11 + 5 + 7);
});

it('counts what a build reads: each of its months, and once what is read whole', () => {
  const state = (month: string, rows: number) => ({
    ...{ month, rows, version: 1, contentHash: '', fingerprint: '', code: '', inputs: {} },
  });
  const states = new Map([
    ['fct.sold', [state('2025-01-01', 5), state('2025-02-01', 7)]],
    ['dim.product', [state('1970-01-01', 1000)]],
  ] as const);
  const inputs = { sold: sameMonth('fct.sold'), product: all('dim.product') };
  expect(rowsReadBy(states, { inputs }, ['2025-01-01', '2025-02-01'])).toBe(5 + 7 + 1000);
  expect(rowsReadBy(states, { inputs: { sold: all('fct.sold') } }, [])).toBe(5 + 7);
});
