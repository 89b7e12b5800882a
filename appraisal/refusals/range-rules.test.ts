import { describe, expect, it } from 'vitest';
import { apartRules, dayRules, firstGap, inOrder, rangeRules } from './range-rules.ts';

const range = (from: string, until: string) => ({ from, until });
const may = range('2026-05-01', '2026-06-01');
const june = range('2026-06-01', '2026-07-01');
const july = range('2026-07-01', '2026-08-01');

describe('a range', () => {
  it('has two days for its ends, and a day between them', () => {
    const told = (from: string, until: string) =>
      rangeRules('k', { from, until }).map(({ key, rule, happened }) => `${key} ${rule} ${happened}`);
    expect(told('2026-05-01', '2026-05-02')).toEqual([]);
    expect(told('May', '2026-02-30')).toEqual([
      'k day "May" is not a day such as 2026-07-01.',
      'k day "2026-02-30" is not a day such as 2026-07-01.',
    ]);
    // An end that is no day cannot come before the beginning.
    expect(told('2026-05-01', '0')).toEqual(['k day "0" is not a day such as 2026-07-01.']);
    for (const until of ['2026-05-01', '2026-04-30'])
      expect(told('2026-05-01', until)).toEqual([
        `k day It ends before ${until}, which is not after its first day 2026-05-01.`,
      ]);
    expect(dayRules('k', '2026-05-01')).toEqual([]);
  });
});

describe('ranges', () => {
  it('are ordered by their beginning, then by their end', () => {
    const short = range('2026-06-01', '2026-06-02');
    const given = [july, june, short, may];
    expect(inOrder(given)).toEqual([may, short, june, july]);
    expect(given).toEqual([july, june, short, may]);
  });

  it('that share a day are not apart, whatever order they come in', () => {
    expect(apartRules('k', 'versions_apart', [july, may, june])).toEqual([]);
    expect(apartRules('k', 'one_role_a_day', [june, range('2026-05-01', '2026-06-02')])).toEqual([
      {
        key: 'k',
        rule: 'one_role_a_day',
        happened: 'Two of them hold on 2026-06-01; one has to end before the other begins.',
      },
    ]);
  });

  it('leave a gap where none of them holds first', () => {
    const window = range('2026-05-01', '2026-08-01');
    const inside = range('2026-05-10', '2026-05-20');
    const gap = (...ranges: { from: string; until: string }[]) => firstGap(ranges, window);
    expect(gap(july, may, june)).toBeUndefined();
    expect(gap(may, inside, june, july)).toBeUndefined();
    expect(gap()).toBe('2026-05-01');
    expect(gap(june, july)).toBe('2026-05-01');
    expect(gap(may, july)).toBe('2026-06-01');
    expect(gap(may, june)).toBe('2026-07-01');
    expect(gap(may, inside)).toBe('2026-06-01');
    expect(gap(range('2020-01-01', '2027-01-01'))).toBeUndefined();
  });
});
