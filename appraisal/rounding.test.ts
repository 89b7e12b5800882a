import { describe, expect, it } from 'vitest';
import { exact, ratio } from './exact.ts';
import { fen, money, percent, rounded } from './rounding.ts';

describe('rounding', () => {
  it.each([
    ['0.005', '0.01'],
    ['0.0049999', '0.00'],
    ['-0.005', '-0.01'],
    ['-0.004', '0.00'],
    ['2.675', '2.68'],
    ['99.995', '100.00'],
    ['1234567.1', '1234567.10'],
  ])('of %s to the fen gives %s: a half goes away from zero', (value, text) => {
    expect(money(exact(value))).toBe(text);
  });

  it('gives no decimals when asked for none', () => {
    expect([rounded(exact('2.5'), 0), rounded(exact('-0.4'), 0)]).toEqual(['3', '0']);
  });

  it('prints ratios in per cent with four decimals', () => {
    expect([percent(ratio(1, 3)), percent(ratio(2, 3))]).toEqual(['33.3333', '66.6667']);
  });
});

it('counts fen of negative amounts', () => {
  expect([fen(exact('-1.005')), fen(exact('1.005'))]).toEqual([-101n, 101n]);
});
