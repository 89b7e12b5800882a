import { describe, expect, it } from 'vitest';
import { workdaysOf } from './calendar.ts';
import { dayNumber, dayNumbersOf, heldOn, lengthOf, monthsOf, overlap, parseDay } from './days.ts';

describe('days', () => {
  it('know which days exist', () => {
    expect(parseDay('2028-02-29')).toBeDefined();
    const none = [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '2026-01-99',
      '2026-1-1',
      '',
      'tomorrow',
    ];
    const more = ['x2026-07-01', '2026-07-01T00', '12026-07-01'];
    expect([...none, ...more].map(parseDay)).toEqual(Array(11).fill(undefined));
  });

  it('are refused where they do not exist', () => {
    expect(() => dayNumber('2026-02-30')).toThrow(
      expect.objectContaining({
        ...{ code: 'APPRAISAL_REFUSED', message: '"2026-02-30" is not a day such as 2026-07-01.' },
      }),
    );
    expect([dayNumber('1970-01-01'), dayNumber('1970-02-01')]).toEqual([0, 31]);
  });

  it('are counted one by one, and those of two ranges are what both have', () => {
    expect(dayNumbersOf({ from: '1970-01-03', until: '1970-01-06' })).toEqual([2, 3, 4]);
    const july = { from: '2026-07-01', until: '2026-08-01' };
    expect(overlap(july, { from: '2026-07-31', until: '2026-09-01' })).toEqual({
      ...{ from: '2026-07-31', until: '2026-08-01' },
    });
    expect(overlap(july, { from: '2026-08-01', until: '2026-09-01' })).toBeNull();
  });

  it('have the range that holds on them, else the one before, else the first', () => {
    const spring = { from: '2026-03-01', until: '2026-06-01' };
    const summer = { from: '2026-06-01', until: '2026-07-01' };
    const autumn = { from: '2026-09-01', until: '2026-12-01' };
    const held = (on: string) => heldOn([spring, summer, autumn], on);
    expect(['2026-02-28', '2026-03-01', '2026-05-31'].map(held)).toEqual([spring, spring, spring]);
    expect(['2026-06-01', '2026-07-01', '2026-08-31'].map(held)).toEqual([summer, summer, summer]);
    expect(['2026-09-01', '2027-01-01'].map(held)).toEqual([autumn, autumn]);
    expect(heldOn([], '2026-07-01')).toBeUndefined();
    // Of two that have ended, also the one that began on the day itself.
    const never = { from: '2026-08-01', until: '2026-08-01' };
    expect(heldOn([spring, never], '2026-08-01')).toBe(never);
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
