import { describe, expect, it } from 'vitest';
import { isoUtc } from './instants.ts';

describe('instants of vendors', () => {
  it.each([
    ['2026-03-01T08:05:58.000+0000', '2026-03-01T08:05:58.000Z'],
    ['2026-03-01T08:05:58.123456+08:00', '2026-03-01T00:05:58.123456Z'],
    ['2026-03-01 08:05:58Z', '2026-03-01T08:05:58Z'],
    ['Sun Mar 01 00:00:00 +0800 2026', '2026-02-28T16:00:00Z'],
    ['Invalid date', undefined],
    ['2026-13-01T00:00:00Z', undefined],
    ['2026-09-31T02:00:00Z', undefined],
    ['2026-02-29T02:00:00+08:00', undefined],
    ['2028-02-29T02:00:00+08:00', '2028-02-28T18:00:00Z'],
    ['Mon Feb 30 00:00:00 +0800 2026', undefined],
    ['2026-03-01', undefined],
  ])('reads %s as %s', (text, expected) => {
    expect(isoUtc(text)).toBe(expected);
  });
});
