import { contains, lengthOf, overlaps } from './days.ts';
import { type Exact, one, ratio } from './exact.ts';
import type { DateRange, DateText, PeriodFacts } from './facts.ts';
import { grouped } from './grouping.ts';
import { compareText } from './ordering.ts';

/** Which part of somebody's period is this plan's. Whoever moves between plans is paid by each for their days in it. */
export interface Membership {
  /** Whether what somebody booked on a day counts here: by the role of that day; on a day without any, by the role before it, else the one after. */
  counts(employeeId: string, on: DateText): boolean;
  /** Days in role here ÷ all days in role in the period; 1 for who is in no other plan. */
  share(employeeId: string): Exact;
  /** Stretches outside this plan. */
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
  const inOrder = stretches.toSorted((a, b) => compareText(a.from, b.from));
  return (
    inOrder.find((stretch) => contains(stretch, on)) ??
    inOrder.findLast(({ from }) => from <= on) ??
    inOrder[0]
  );
}

function daysOf(ranges: readonly DateRange[], period: DateRange): number {
  return overlaps(ranges, period).reduce((days, range) => days + lengthOf(range), 0);
}
