import { describe, expect, it } from 'vitest';
import { allDiffer, Exact, exact, exactIn, one, ratio, sum, tenTo, whole, zero } from './exact.ts';
import { compareText } from './ordering.ts';
import { rounded } from './rounding.ts';

describe('exact numbers', () => {
  it('keep every digit of a decimal text', () => {
    expect(rounded(exact('12345678901234567890.123456789012'), 12)).toBe('12345678901234567890.123456789012');
    expect(exact('0.1').add(exact('0.2')).equals(exact('0.3'))).toBe(true);
    expect(exact('-0.50').equals(ratio(-1, 2))).toBe(true);
  });

  it.each(['', '.5', '5.', '1e5', '1/3', '1_000', '1,000', ' 1', '+1', 'NaN', '0.(3)'])(
    'refuse %j, which is no decimal number',
    (text) => {
      expect(exactIn(text)).toBeUndefined();
      expect(() => exact(text)).toThrow('is not a decimal number');
    },
  );

  it('have a positive denominator, and none of 0', () => {
    expect([ratio(1, -2).numerator, ratio(1, -2).denominator]).toEqual([-1n, 2n]);
    expect([ratio(-1, -2).numerator, ratio(0, -2).numerator]).toEqual([1n, 0n]);
    expect(() => ratio(1, 0)).toThrow(new RangeError('A fraction has no denominator of 0.'));
    expect(() => exact('1').div(0)).toThrow(RangeError);
  });

  // Reducing costs nothing to leave out where numbers are short, and minutes where they are very long.
  it('are reduced where their denominator is long, and not very long', () => {
    const denominatorOf = (size: bigint) => new Exact(3n * size, size).denominator;
    const [low, high] = [2n ** 64n, 2n ** 256n];
    expect([2n, low, high, 2n * high].map(denominatorOf)).toEqual([2n, low, high, 2n * high]);
    expect([low + 1n, high - 1n].map(denominatorOf)).toEqual([1n, 1n]);
    const reduced = new Exact(-6n * low, 4n * low);
    expect([reduced.numerator, reduced.denominator]).toEqual([-3n, 2n]);
  });

  it('stay short: padding of decimals goes, and equal denominators are kept', () => {
    expect([exact('1.500').denominator, exact('1.000').denominator]).toEqual([10n, 1n]);
    expect(exact('0.1').add(exact('0.2')).denominator).toBe(10n);
    const ends = ['-0.50', '0.00', '-3', '100', '1.0'].map(exact);
    expect(ends.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      ...[
        [-5n, 10n],
        [0n, 1n],
        [-3n, 1n],
        [100n, 1n],
        [1n, 1n],
      ],
    ]);
  });

  it('are themselves again with 0 added, multiplied or divided by 1', () => {
    const part = new Exact(6n, 4n);
    const same = [part.add(0), part.sub(zero), zero.add(part), part.mul(1), one.mul(part), part.div(one)];
    expect(same.every((each) => each === part)).toBe(true);
    expect([part.add(new Exact(0n, 2n)).denominator, part.mul(new Exact(2n, 2n)).denominator]).toEqual([
      8n,
      8n,
    ]);
  });

  it('know the powers of ten, also those nobody has asked for before', () => {
    expect([0, 2, 39, 40, 57].map((places) => String(tenTo(places)).length)).toEqual([1, 3, 40, 41, 58]);
  });

  it('are compared by value', () => {
    const half = ratio(1, 2);
    expect([half.compare(ratio(2, 4)), half.compare(1), half.compare(-1)]).toEqual([0, -1, 1]);
    expect([
      half.lt(ratio(2, 4)),
      half.lte(ratio(2, 4)),
      half.gt(ratio(2, 4)),
      half.gte(ratio(2, 4)),
    ]).toEqual([...[false, true, false, true]]);
    expect([half.neg().abs().equals(half), half.sub(half).equals(0)]).toEqual([true, true]);
    const values = ['2', '1', '3'].map(exact);
    expect([allDiffer(values), allDiffer([...values, ratio(4, 2)]), allDiffer([])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('add up however many there are', () => {
    const sums = [0, 1, 2, 3, 5].map((count) =>
      sum(Array.from({ length: count }, (_, index) => whole(index + 1))),
    );
    expect(sums.map(({ numerator }) => numerator)).toEqual([0n, 1n, 3n, 6n, 15n]);
  });
});

it('texts are ordered by their code points', () => {
  expect([compareText('a', 'b'), compareText('b', 'a'), compareText('a', 'a')]).toEqual([-1, 1, 0]);
});
