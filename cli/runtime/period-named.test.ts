import { expect, it } from 'vitest';
import { periodName, periodNamed } from './period-named.ts';

it.each([
  ['2026-07', 'month', '2026-07-01'],
  ['2026Q3', 'quarter', '2026-07-01'],
  ['2026-Q4', 'quarter', '2026-10-01'],
  ['2026', 'year', '2026-01-01'],
])('reads %s', (text, grain, start) => {
  expect(periodNamed(text)).toEqual({ grain, start });
  expect(periodName(grain, start)).toBe(text.replace('-Q', 'Q'));
});

it.each(['2026-13', '2026Q5', 'July', ''])('refuses "%s"', (text) => {
  expect(() => periodNamed(text)).toThrow(expect.objectContaining({ code: 'ORDER_REFUSED' }));
});
