import type { Grain } from '../declaration.ts';

/** How one length of period is counted in SQL; `day` is any Date expression. */
interface Period {
  readonly start: (day: string) => string;
  readonly end: (start: string) => string;
  /** Moves a start by as many periods or years. */
  readonly shift: (start: string, by: 'year' | 'period') => string;
  /** Moves a day back by the same, for comparing with as many days. */
  readonly back: (day: string, by: 'year' | 'period') => string;
}

const months = (length: number): Omit<Period, 'start'> => {
  const distance = (by: 'year' | 'period') => (by === 'year' ? 12 : length);
  return {
    end: (start) => `(addMonths(${start}, ${length}) - 1)`,
    shift: (start, by) => `addMonths(${start}, ${distance(by)})`,
    back: (day, by) => `addMonths(${day}, -${distance(by)})`,
  };
};

export const periods: Readonly<Record<Grain, Period>> = {
  day: {
    start: (day) => day,
    end: (start) => start,
    shift: (start, by) => (by === 'year' ? `addMonths(${start}, 12)` : `(${start} + 1)`),
    back: (day, by) => (by === 'year' ? `addMonths(${day}, -12)` : `(${day} - 1)`),
  },
  month: { start: (day) => `toStartOfMonth(${day})`, ...months(1) },
  quarter: { start: (day) => `toStartOfQuarter(${day})`, ...months(3) },
};
