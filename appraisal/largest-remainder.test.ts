import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratio, whole } from './exact.ts';
import { decompose, shareOut } from './largest-remainder.ts';

describe('sharing out', () => {
  const shares = (weights: readonly number[]) =>
    weights.map((weight, index) => ({ key: `K${index}`, weight: whole(weight) }));

  it('gives what is left to the largest remainders, of equal ones to the smaller key', () => {
    expect([...shareOut(100n, shares([1, 1, 1])).values()]).toEqual([34n, 33n, 33n]);
    expect([...shareOut(10n, shares([26, 55, 19])).values()]).toEqual([3n, 5n, 2n]);
  });

  it('gives what is left to those named first, also of more than ten', () => {
    expect(decompose('0.11', Array(12).fill('1'))).toEqual([...Array(11).fill('0.01'), '0.00']);
    expect(decompose('-0.00', ['1'])).toEqual(['0.00']);
  });

  it('gives nothing to anybody when nobody has a claim', () => {
    expect([...shareOut(100n, shares([0, 0])).values()]).toEqual([0n, 0n]);
    expect([...shareOut(100n, []).values()]).toEqual([]);
  });

  it('adds up to the total, each part within a fen of what is due', () => {
    const weights = fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), weights, (total, given) => {
        fc.pre(given.some((weight) => weight > 0));
        const parts = shareOut(total, shares(given));
        expect([...parts.values()].reduce((all, part) => all + part, 0n)).toBe(total);
        const all = given.reduce((total, weight) => total + weight, 0);
        for (const [index, weight] of given.entries()) {
          const due = whole(total).mul(ratio(weight, all));
          expect(
            whole(parts.get(`K${index}`) ?? -9n)
              .sub(due)
              .abs()
              .lt(1),
          ).toBe(true);
        }
      }),
      { seed: 1 },
    );
  });

  it('does not depend on the order of the claims', () => {
    const claims = shares([5, 3, 3, 3]);
    fc.assert(
      fc.property(fc.shuffledSubarray(claims, { minLength: 4 }), (order) => {
        expect([...shareOut(101n, order)].sort()).toEqual([...shareOut(101n, claims)].sort());
      }),
      { seed: 1 },
    );
  });

  it('decomposes a target over more than ten children in their order', () => {
    expect(
      decompose(
        '0.12',
        Array.from({ length: 11 }, () => '1'),
      ),
    ).toEqual(['0.02', ...Array(10).fill('0.01')]);
  });
});
