import { describe, expect, it } from 'vitest';
import type { PeriodFacts } from './facts.ts';
import { membershipOf } from './membership.ts';
import { rounded } from './rounding.ts';
import { facts } from './test-facts.ts';

const { period } = facts;
const span = (from: string, until: string, employeeId = 'A1') => ({
  ...({ employeeId, name: '安', kind: 'rep', role: 'AE', managerId: null, from, until } as const),
});
const away = (from: string, until: string, employeeId = 'A1') => ({ employeeId, from, until });
const membership = (given: Pick<PeriodFacts, 'employees' | 'elsewhere'>) =>
  membershipOf({ ...given, period });
const share = (given: Pick<PeriodFacts, 'employees' | 'elsewhere'>) =>
  rounded(membership(given).share('A1'), 6);

// July and from September on here, the first half of August elsewhere; the rest of August in no role.
const moving = {
  employees: [
    span('2026-09-01', '2100-01-01'),
    span('2026-07-01', '2026-08-01'),
    span('2020-01-01', '2100-01-01', 'B1'),
  ],
  elsewhere: [away('2026-08-01', '2026-08-16')],
};

describe('membership', () => {
  it('is of somebody with no role elsewhere on every day, and as a whole', () => {
    for (const { counts, share, elsewhere } of [
      membership(moving),
      membership({ employees: moving.employees }),
    ]) {
      expect([counts('B1', '2026-08-20'), counts('B1', '2019-01-01')]).toEqual([true, true]);
      expect([rounded(share('B1'), 2), elsewhere('B1')]).toEqual(['1.00', []]);
    }
  });

  it('goes by the role of the day, else by the one before, else by the first', () => {
    const { counts, elsewhere } = membership(moving);
    const days = [
      '2026-06-30',
      '2026-07-31',
      '2026-08-01',
      '2026-08-15',
      '2026-08-16',
      '2026-08-31',
      '2026-09-01',
    ];
    expect(days.map((day) => counts('A1', day))).toEqual([true, true, false, false, false, false, true]);
    expect(elsewhere('A1')).toEqual(moving.elsewhere);
    const first = { employees: moving.employees, elsewhere: [away('2026-06-01', '2026-07-01')] };
    expect(
      ['2026-05-31', '2026-07-01', '2026-08-15'].map((day) => membership(first).counts('A1', day)),
    ).toEqual([...[false, true, true]]);
  });

  // 31 + 30 days here, 15 elsewhere.
  it('is shared by the days in role, in the period', () => {
    expect(share(moving)).toBe(rounded(membership(moving).share('A1'), 6));
    expect(share(moving)).toBe('0.802632');
    expect(
      share({ ...moving, elsewhere: [away('2026-08-01', '2026-08-16'), away('2026-10-01', '2027-01-01')] }),
    ).toBe('0.802632');
  });

  it('is none of somebody who was elsewhere only, and whole where neither role has a day in the period', () => {
    const only = { employees: [], elsewhere: [away('2026-07-01', '2026-08-01')] };
    expect([share(only), membership(only).counts('A1', '2026-07-10')]).toEqual(['0.000000', false]);
    const past = {
      employees: [span('2026-01-01', '2026-02-01')],
      elsewhere: [away('2026-02-01', '2026-03-01')],
    };
    expect(share(past)).toBe('1.000000');
  });
});
