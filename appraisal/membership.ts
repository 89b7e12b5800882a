import { heldOn, lengthOf, overlaps } from './days.ts';
import { type Exact, one, ratio } from './exact.ts';
import type { DateRange, DateText, PeriodFacts } from './facts.ts';
import { grouped } from './grouping.ts';
import { compareText } from './ordering.ts';

/** Which part of somebody's period is this plan's. Whoever moves between roles is paid by the plan of each, where there is one, for their days in it. */
export interface Membership {
  /** Whether what somebody booked on a day counts here: by the role of that day; on a day without any, by the role before it, else the one after. */
  counts(employeeId: string, on: DateText): boolean;
  /**
   * Days in role here ÷ all days in role in the period; 1 for who had no role outside this plan. Whether another plan pays that role is no matter: what
   * they book in it does not count here, so that only the part of these days is asked of them, and only it may be earned.
   */
  share(employeeId: string): Exact;
  /** Stretches as rep or manager outside this plan. */
  elsewhere(employeeId: string): readonly DateRange[];
}

interface Stretch extends DateRange {
  readonly isHere: boolean;
}

export function membershipOf({
  employees,
  elsewhere = [],
  period,
}: Pick<PeriodFacts, 'employees' | 'elsewhere' | 'period'>): Membership {
  const others = grouped(elsewhere, ({ employeeId }) => employeeId);
  const moving = employees.filter(({ employeeId }) => others.has(employeeId));
  const own = grouped(moving, ({ employeeId }) => employeeId);
  const away = (employeeId: string): readonly DateRange[] => others.get(employeeId) ?? [];
  const here = (employeeId: string): readonly DateRange[] => own.get(employeeId) ?? [];
  return {
    counts: (employeeId, on) => {
      if (!others.has(employeeId)) return true;
      return (
        stretchOf([...marked(here(employeeId), true), ...marked(away(employeeId), false)], on)?.isHere ?? true
      );
    },
    share: (employeeId) => {
      if (!others.has(employeeId)) return one;
      const [days, gone] = [daysOf(here(employeeId), period), daysOf(away(employeeId), period)];
      return days + gone === 0 ? one : ratio(days, days + gone);
    },
    elsewhere: away,
  };
}

function marked(ranges: readonly DateRange[], isHere: boolean): readonly Stretch[] {
  return ranges.map(({ from, until }) => ({ from, until, isHere }));
}

function stretchOf(stretches: readonly Stretch[], on: DateText): Stretch | undefined {
  return heldOn(
    stretches.toSorted((a, b) => compareText(a.from, b.from)),
    on,
  );
}

function daysOf(ranges: readonly DateRange[], period: DateRange): number {
  return overlaps(ranges, period).reduce((days, range) => days + lengthOf(range), 0);
}
