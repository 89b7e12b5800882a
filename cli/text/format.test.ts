import { describe, expect, test } from 'vitest';
import { counted, duration, instant, monthName, some } from './format.ts';

describe('format', () => {
  test.each([
    [400, '0.4 s'],
    [9_949, '9.9 s'],
    [9_960, '10 s'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
  ])('%i ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

  test('a noun follows its number', () => {
    expect(counted(1, 'page')).toBe('1 page');
    expect(counted(1_234_567, 'row')).toBe('1,234,567 rows');
  });

  test('an instant is shown in the company zone', () => {
    expect(instant('2026-02-28T22:30:00.000Z', 'Asia/Shanghai')).toBe('2026-03-01 06:30');
    expect(instant(null, 'Asia/Shanghai')).toBe('–');
  });

  test('the one month of an unpartitioned asset has no name', () => {
    expect(monthName('1970-01-01')).toBe('');
    expect(monthName('2026-03-01')).toBe('2026-03');
  });

  test('long lists are cut', () => expect(some(['a', 'b', 'c'], 2)).toBe('a, b and 1 more'));
});
