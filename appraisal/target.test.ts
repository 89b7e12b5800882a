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

  const { period, calendar } = facts;
  const here = { from: '2026-07-01', until: '2026-09-01' };
  const there = { from: '2026-09-01', until: '2027-01-01' };
  const split = (kpi: string, proration: TargetFact['proration']) => {
    const fact: TargetFact = { employeeId: 'X', kpi, base: '92', proration, ramp: '1' };
    const setting = { period, calendar, roles: [here], elsewhere: [there] };
    const [part] = targetsOf([fact], setting).get(kpi)?.parts ?? [];
    return [part?.presence.map(({ inRole, of }) => [inRole, of]), money(part?.value ?? exact('-1'))];
  };

  // 62 of 92 days here, 30 in another plan.
  it('of sales is that of the days in this plan, for whoever moves between plans', () => {
    expect(split('sales', 'none')).toEqual([[[62, 92]], '62.00']);
    expect(split('sales', 'calendar_day')).toEqual([[[62, 92]], '62.00']);
  });

  it('of what is only counted is that of all days in role, whichever plan they are in', () => {
    expect(split('followup', 'none')).toEqual([[], '92.00']);
    expect(split('followup', 'calendar_day')).toEqual([[[92, 92]], '92.00']);
  });

  it('by workdays is 0 in a period that has none', () => {
    const weekend = { from: '2026-08-01', until: '2026-08-03' };
    const fact: TargetFact = { employeeId: 'X', kpi: 'sales', base: '92', proration: 'workday', ramp: '1' };
    const setting = { period: weekend, calendar, roles: [weekend], elsewhere: [] };
    const part = targetsOf([fact], setting).get('sales');
    expect([money(part?.value ?? exact('-1')), part?.parts[0]?.presence[0]]).toEqual([
      ...['0.00', { ...weekend, inRole: 0, of: 0 }],
    ]);
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
