/** Periods offered by name; `month` is the current one up to today. */
export const periodKeys = ['month', 'last-month', 'quarter', 'year', 'last-12'] as const;
export type PeriodKey = (typeof periodKeys)[number];

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** First and last day of a named period, both inclusive, as seen from `today` (calendar months). */
export function periodOf(key: PeriodKey, today: string): Period {
  const [year = 0, month = 1] = today.split('-').map(Number);
  switch (key) {
    case 'month':
      return { from: first(year, month), to: today };
    case 'last-month':
      return { from: first(year, month - 1), to: last(year, month - 1) };
    case 'quarter':
      return { from: first(year, month - ((month - 1) % 3)), to: today };
    case 'year':
      return { from: first(year, 1), to: today };
    case 'last-12':
      return { from: first(year, month - 11), to: today };
  }
}

function first(year: number, month: number): string {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}

function last(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
