import { describe, expect, it } from 'vitest';
import { requireKnown } from './known-months.ts';

const refusal = (wanted: readonly string[], known: readonly string[]) => {
  try {
    requireKnown('fct.order_event', wanted, known);
    return undefined;
  } catch (caught) {
    return String((caught as Error).message) + (caught as { advice: string }).advice;
  }
};

describe('months somebody asks for', () => {
  const known = ['2026-01-01', '2026-02-01', '2026-03-01'];

  it('are good when one of them is known', () => {
    expect(refusal(['2025-12-01', '2026-01-01'], known)).toBeUndefined();
  });

  it('are refused with the months there are', () => {
    expect(refusal(['2019-01-01'], known)).toBe('It has no 2019-01.It has 3 months, 2026-01 to 2026-03.');
    expect(refusal(['2019-01-01', '2019-02-01'], [])).toMatch(
      /no 2019-01 to 2019-02\..*run `yardstick run` first/,
    );
    expect(refusal(['2019-01-01'], ['1970-01-01'])).toMatch(/in one piece: leave the months out/);
  });
});
