import { describe, expect, it } from 'vitest';
import { exact } from '../exact.ts';
import { money } from '../rounding.ts';
import { type Operation, ruled, step } from './step.ts';

const label = { zh: '步骤', en: 'Step' };
const made = (operation: Exclude<Operation, 'rule'>, ...terms: readonly (readonly [string, string?])[]) =>
  money(
    step(
      'k',
      label,
      operation,
      terms.map(([value, weight]) => ({
        ...{ key: 't', value: exact(value) },
        ...(weight === undefined ? {} : { weight: exact(weight) }),
      })),
    ).value,
  );

describe('a step', () => {
  it('is what its terms make', () => {
    expect(made('sum', ['1'], ['2'], ['-5'])).toBe('-2.00');
    expect(made('product', ['2'], ['3'], ['4'])).toBe('24.00');
    expect(made('quotient', ['24'], ['3'], ['2'])).toBe('4.00');
    expect([made('least', ['3'], ['1'], ['2']), made('greatest', ['2'], ['3'], ['1'])]).toEqual([
      '1.00',
      '3.00',
    ]);
    // (10 × 1 + 40 × 3) ÷ 4; a term without a weight has none.
    expect(made('weighted_mean', ['10', '1'], ['40', '3'], ['99'])).toBe('32.50');
  });

  it('of no terms is 0, and a product of none is 1', () => {
    const none = (['sum', 'quotient', 'least', 'greatest', 'weighted_mean'] as const).map((each) =>
      made(each),
    );
    expect(none).toEqual(Array(5).fill('0.00'));
    expect([made('product'), made('weighted_mean', ['7', '0'])]).toEqual(['1.00', '0.00']);
  });

  it('excludes nothing unless told so', () => {
    expect(step('k', label, 'sum', []).excluded).toEqual([]);
    const excluded = [{ key: 'x', why: label }];
    expect(step('k', label, 'sum', [], { excluded })).toMatchObject({ key: 'k', label, excluded });
    const read = { terms: [], value: exact('2'), rule: { band: 1 } };
    expect(ruled('k', label, read)).toEqual({ key: 'k', label, operation: 'rule', ...read, excluded: [] });
    expect(ruled('k', label, read, excluded).excluded).toEqual(excluded);
  });
});
