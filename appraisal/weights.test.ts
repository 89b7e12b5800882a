import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from './exact.ts';
import { facts } from './test-facts.ts';
import { blendedWeights } from './weights.ts';

describe('weights', () => {
  const { period, weightSets } = facts;
  const span = { employeeId: 'X', name: 'X', kind: 'rep', managerId: null } as const;

  it('add up to 1 however a person changes roles', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 91 }), { maxLength: 5 });
    fc.assert(
      fc.property(days, (changes) => {
        const at = (day: number) => new Date(Date.UTC(2026, 6, 1 + day)).toISOString().slice(0, 10);
        const edges = [0, ...changes.sort((a, b) => a - b), 92];
        const roles = edges.slice(1).map((until, index) => ({
          ...span,
          role: ['AE', 'SR', 'NEW'][index % 3] ?? 'AE',
          from: at(edges[index] ?? 0),
          until: at(until),
        }));
        expect(sum(blendedWeights(roles, period, weightSets).byKpi.values()).equals(1)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('are none for somebody who was never in role', () => {
    const later = [{ ...span, role: 'AE', from: '2026-10-01', until: '2027-01-01' }];
    expect(blendedWeights(later, period, weightSets).byKpi.size).toBe(0);
  });

  it('are refused when a day in role has none', () => {
    const stranger = [{ ...span, role: 'CHIEF', from: '2026-09-30', until: '2027-01-01' }];
    expect(() => blendedWeights(stranger, period, weightSets)).toThrow(
      expect.objectContaining({
        ...{ code: 'APPRAISAL_REFUSED', subject: 'weights of X' },
        message: 'Weight sets cover 0 of the 1 days in role.',
      }),
    );
  });

  it('keep which set held on which days', () => {
    const roles = [
      { ...span, role: 'AE', from: '2026-01-01', until: '2026-09-01' },
      { ...span, role: 'SR', from: '2026-09-01', until: '2026-09-21' },
    ];
    const kept = blendedWeights(roles, period, weightSets).stretches.map(({ from, until, days, set }) => [
      from,
      until,
      days,
      set.role,
    ]);
    expect(kept).toEqual([
      ['2026-07-01', '2026-09-01', 62, 'AE'],
      ['2026-09-01', '2026-09-21', 20, 'SR'],
    ]);
  });
});
