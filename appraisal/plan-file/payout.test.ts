import { describe, expect, it } from 'vitest';
import { isPayoutStart, isPeriodOf, payoutPeriods } from './payout.ts';

const starts = (payout: Parameters<typeof isPayoutStart>[1], start: number) =>
  Array.from({ length: 12 }, (_, index) => index + 1).filter((month) =>
    isPayoutStart(`2026-${String(month).padStart(2, '0')}-01`, payout, start),
  );

describe('a payout', () => {
  it('begins with a month, a quarter, a half or a year of the fiscal year', () => {
    expect(starts('month', 4)).toHaveLength(12);
    expect([starts('quarter', 1), starts('quarter', 2)]).toEqual([
      [1, 4, 7, 10],
      [2, 5, 8, 11],
    ]);
    expect([starts('half', 1), starts('half', 4), starts('half', 12)]).toEqual([
      [1, 7],
      [4, 10],
      [6, 12],
    ]);
    expect([starts('year', 1), starts('year', 4)]).toEqual([[1], [4]]);
    expect([isPayoutStart('2026-01-02', 'month', 1), isPayoutStart('2026-02-01', 'month', 1)]).toEqual([
      false,
      true,
    ]);
  });

  it('is as long as it says, across the turn of a year', () => {
    const of = (from: string, until: string) =>
      (['month', 'quarter', 'half', 'year'] as const).filter((payout) => isPeriodOf(payout, { from, until }));
    expect([of('2026-12-01', '2027-01-01'), of('2026-11-01', '2027-02-01')]).toEqual([
      ['month'],
      ['quarter'],
    ]);
    expect([of('2026-07-01', '2027-01-01'), of('2026-02-01', '2027-02-01')]).toEqual([['half'], ['year']]);
    expect([of('2026-07-02', '2026-08-01'), of('2026-07-01', '2026-08-02')]).toEqual([[], []]);
  });

  it('is named by its months, and after the fiscal year in which it begins', () => {
    const named = (payout: 'month' | 'quarter' | 'half' | 'year', from: string, today: string, start = 1) =>
      payoutPeriods({ payout, from }, today, start).map(({ id }) => id);
    expect(named('month', '2026-12-01', '2027-01-31')).toEqual(['2026-12', '2027-01']);
    expect(named('month', '2026-12-01', '2027-01-31', 4)).toEqual(['2026-12', '2027-01']);
    expect(named('quarter', '2026-04-01', '2027-03-31', 4)).toEqual([
      'FY2026Q1',
      'FY2026Q2',
      'FY2026Q3',
      'FY2026Q4',
    ]);
    expect(named('half', '2026-01-01', '2026-12-31')).toEqual(['2026H1', '2026H2']);
    expect(named('half', '2026-02-01', '2027-01-31', 2)).toEqual(['FY2026H1', 'FY2026H2']);
    expect(named('half', '2026-06-01', '2027-05-31', 12)).toEqual(['FY2025H2', 'FY2026H1']);
    expect(named('year', '2026-01-01', '2027-01-01')).toEqual(['2026', '2027']);
  });

  it('is told from the day it begins, and none that begins with the end of the plan', () => {
    const told = (today: string, until?: string) =>
      payoutPeriods({ payout: 'month', from: '2026-06-01', until }, today, 1);
    expect([told('2026-05-31'), told('2026-06-01').length, told('2026-07-01').length]).toEqual([[], 1, 2]);
    expect(told('2026-12-01', '2026-08-01')).toEqual([
      { id: '2026-06', from: '2026-06-01', until: '2026-07-01' },
      { id: '2026-07', from: '2026-07-01', until: '2026-08-01' },
    ]);
  });
});
