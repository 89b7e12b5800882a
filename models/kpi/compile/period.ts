import type { Grain } from '../declaration.ts';

/** What rows are compared with: the same time a year, or a period, before. */
export type Shift = 'year' | 'period';

/** How one length of period is counted in SQL; `day` is any Date expression. */
interface Period {
  readonly start: (day: string) => string;
  readonly end: (start: string) => string;
  /** Months it has; a day is kept with its month. */
  readonly months: number;
}

export const periods: Readonly<Record<Grain, Period>> = {
  day: { start: (day) => day, end: (start) => start, months: 1 },
  month: {
    start: (day) => `toStartOfMonth(${day})`,
    end: (start) => `(addMonths(${start}, 1) - 1)`,
    months: 1,
  },
  quarter: {
    start: (day) => `toStartOfQuarter(${day})`,
    end: (start) => `(addMonths(${start}, 3) - 1)`,
    months: 3,
  },
};

/** Months between a period and the one it is compared with; days are compared with none. */
export function distanceOf(grain: Grain, shift: Shift): number {
  return shift === 'year' ? 12 : periods[grain].months;
}
