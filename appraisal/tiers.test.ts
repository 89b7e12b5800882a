import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Exact, exact, sum } from './exact.ts';
import type { Plan } from './facts.ts';
import { money } from './rounding.ts';
import { sliced, tiersFor } from './tiers.ts';

describe('tiers', () => {
  const rates: Plan['tiers'] = [
    { from: '0', rate: '0.03' },
    { from: '0.8', rate: '0.06' },
    { from: '1.2', rate: '0.01' },
  ];
  const tiers = tiersFor({ tiers: rates }, exact('1000'));
  const cut = (amount: string, reached: string) =>
    sliced(exact(amount), exact(reached), tiers).map(({ amount, rateText }) => [money(amount), rateText]);

  it('cut a deal where it crosses a bound', () => {
    expect(cut('600', '700')).toEqual([
      ['100.00', '0.03'],
      ['400.00', '0.06'],
      ['100.00', '0.01'],
    ]);
  });

  it('have no slice of 0 at a bound', () => {
    expect(cut('100', '700')).toEqual([['100.00', '0.03']]);
    expect(cut('50', '800')).toEqual([['50.00', '0.06']]);
    expect(cut('0', '800')).toEqual([]);
  });

  it('are walked back down by a negative deal, below 0 at the first rate', () => {
    expect(cut('-1000', '900')).toEqual([
      ['-100.00', '0.06'],
      ['-900.00', '0.03'],
    ]);
  });

  it('pay all deals together what their sum earns, with rising and falling rates alike', () => {
    const amount = fc.integer({ min: -500_00, max: 900_00 }).map((fen) => (fen / 100).toFixed(2));
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 10 }), (amounts) => {
        let reached: Exact = exact('0');
        let paid: Exact = exact('0');
        for (const text of amounts) {
          const slices = sliced(exact(text), reached, tiers);
          expect(sum(slices.map((slice) => slice.amount)).equals(exact(text))).toBe(true);
          paid = paid.add(sum(slices.map(({ commission }) => commission)));
          reached = reached.add(exact(text));
        }
        const atOnce = sliced(reached, exact('0'), tiers).map(({ commission }) => commission);
        expect(paid.equals(sum(atOnce))).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('are the first one only where there is no target', () => {
    expect(tiersFor({ tiers: rates }, null)).toHaveLength(1);
  });

  it('climb in whatever order they are listed', () => {
    expect(tiersFor({ tiers: rates.toReversed() }, exact('1000'))).toEqual(tiers);
  });
});
