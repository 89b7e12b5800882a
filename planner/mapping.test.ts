import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, type PartitionMapping, sameMonth, slice, stream, window } from '../models/kit/mapping.ts';
import { inputMonths, outputMonths } from './mapping.ts';
import { addMonths, monthOf, monthsBetween } from './month.ts';
import type { Month } from './state.ts';

const year = monthsBetween('2025-01-01', '2025-12-01');
const month = fc.integer({ min: -400, max: 400 }).map((count) => addMonths('2020-01-01', count));
const mapping: fc.Arbitrary<PartitionMapping> = fc.oneof(
  fc.constantFrom(sameMonth('fct.x'), all('fct.x'), slice('dim.x')),
  fc
    .tuple(fc.integer({ min: -24, max: 24 }), fc.nat(24))
    .map(([from, length]) => window('fct.x', from, from + length)),
);

describe('months', () => {
  it('cross years in both directions', () => {
    expect(addMonths('2026-01-01', -1)).toBe('2025-12-01');
    expect(addMonths('2025-12-01', 14)).toBe('2027-02-01');
    expect(monthOf('2026-02-28')).toBe('2026-02-01');
    expect(monthsBetween('2025-11-01', '2026-02-01')).toEqual([
      '2025-11-01',
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
    ]);
    expect(monthsBetween('2026-02-01', '2026-01-01')).toEqual([]);
  });

  it('added and subtracted are the same month', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -300, max: 300 }), (from, count) => {
        expect(addMonths(addMonths(from, count), -count)).toBe(from);
      }),
      { seed: 1 },
    );
  });
});

describe('a mapping', () => {
  it('reads the months it says, of those there are', () => {
    expect(inputMonths(sameMonth('fct.x'), '2025-03-01', year)).toEqual(['2025-03-01']);
    expect(inputMonths(sameMonth('fct.x'), '2026-03-01', year)).toEqual([]);
    expect(inputMonths(window('fct.x', -12, 0), '2025-02-01', year)).toEqual(['2025-01-01', '2025-02-01']);
    expect(inputMonths(all('fct.x'), '2031-02-01', year)).toEqual(year);
    expect(inputMonths(stream('erp', 'line'), '2025-02-01', year)).toEqual([]);
  });

  it('is inverted by outputMonths', () => {
    const touches = (found: Month[] | 'all', output: Month) => found === 'all' || found.includes(output);
    fc.assert(
      fc.property(mapping, month, month, (how, input, output) => {
        const reads = inputMonths(how, output, [input]).includes(input);
        expect(touches(outputMonths(how, input), output)).toBe(reads);
      }),
      { seed: 1 },
    );
  });
});
