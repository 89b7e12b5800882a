import { describe, expect, it } from 'vitest';
import { workdaysOf } from './calendar.ts';
import { lengthOf, monthsOf, parseDay } from './days.ts';

describe('days', () => {
  it('know which days exist', () => {
    expect(parseDay('2028-02-29')).toBeDefined();
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', 'tomorrow'].map(parseDay)).toEqual(
      Array(5).fill(undefined),
    );
  });

  it('cut a range into calendar months', () => {
    expect(monthsOf({ from: '2026-11-15', until: '2027-01-02' })).toEqual([
      { from: '2026-11-15', until: '2026-12-01' },
      { from: '2026-12-01', until: '2027-01-01' },
      { from: '2027-01-01', until: '2027-01-02' },
    ]);
  });

  it('count a leap day', () => {
    expect(lengthOf({ from: '2028-02-01', until: '2028-03-01' })).toBe(29);
  });

  it('count a worked weekend day once, and a worked weekday no second time', () => {
    const week = { from: '2026-09-14', until: '2026-09-21' };
    expect(workdaysOf(week, { holidays: [], adjustedWorkdays: [] })).toBe(5);
    expect(
      workdaysOf(week, {
        holidays: ['2026-09-15', '2026-09-19'],
        adjustedWorkdays: ['2026-09-20', '2026-09-16'],
      }),
    ).toBe(5);
  });
});
