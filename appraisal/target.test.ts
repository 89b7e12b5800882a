import { describe, expect, it } from 'vitest';
import { exact } from './exact.ts';
import type { TargetFact } from './facts.ts';
import { money } from './rounding.ts';
import { targetsOf } from './target.ts';
import { facts } from './test-facts.ts';

describe('a target', () => {
  const value = (fact: Partial<TargetFact>, from: string) => {
    const { period, calendar } = facts;
    const row: TargetFact = {
      employeeId: 'X',
      kpi: 'sales',
      base: '92000',
      proration: 'none',
      ramp: '1',
      ...fact,
    };
    const targets = targetsOf([row, row], {
      period,
      calendar,
      roles: [{ from, until: '2027-01-01' }],
      elsewhere: [],
    });
    return money(targets.get('sales')?.value ?? exact('-1'));
  };

  it('adds up its rows, each prorated by its own method', () => {
    expect(value({}, '2026-09-01')).toBe('184000.00');
    expect(value({ proration: 'calendar_day' }, '2026-09-01')).toBe('60000.00');
    expect(value({ proration: 'workday' }, '2026-09-01')).toBe('61333.33');
    expect(value({ proration: 'month' }, '2026-09-01')).toBe('61333.33');
    expect(value({ proration: 'month', ramp: '0.5' }, '2026-09-16')).toBe('15333.33');
  });

  it('is 0 for somebody who was not there, unless it is not prorated', () => {
    expect(value({ proration: 'workday' }, '2026-12-01')).toBe('0.00');
    expect(value({ proration: 'none' }, '2026-12-01')).toBe('184000.00');
  });

  it('keeps how it was prorated: the days in role of each month', () => {
    const { period, calendar } = facts;
    const fact: TargetFact = { employeeId: 'X', kpi: 'sales', base: '3', proration: 'month', ramp: '1' };
    const roles = [{ from: '2026-08-30', until: '2026-09-11' }];
    const [part] = targetsOf([fact], { period, calendar, roles, elsewhere: [] }).get('sales')?.parts ?? [];
    expect(part?.presence).toEqual([
      { from: '2026-07-01', until: '2026-08-01', inRole: 0, of: 31 },
      { from: '2026-08-01', until: '2026-09-01', inRole: 2, of: 31 },
      { from: '2026-09-01', until: '2026-10-01', inRole: 10, of: 30 },
    ]);
  });
});
