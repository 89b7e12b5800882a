import { YardstickError } from '../../errors/yardstick-error.ts';

/** One month of history: first day of the month and an amount as decimal text. */
export interface MonthValue {
  readonly month: string;
  readonly value: string;
}

/** A series without gaps, oldest first. */
export interface Series {
  readonly first: string;
  readonly values: readonly number[];
}

function ordinal(month: string): number {
  const match = /^(\d{4})-(0[1-9]|1[0-2])-01$/.exec(month);
  if (match === null) throw invalid(month, 'is not the first day of a month');
  return Number(match[1]) * 12 + Number(match[2]) - 1;
}

function invalid(subject: string, what: string): YardstickError {
  return new YardstickError('FORECAST_INVALID', `The series cannot be forecast: "${subject}" ${what}.`);
}

function amount({ month, value }: MonthValue): number {
  if (!/^-?\d+(\.\d+)?$/.test(value)) throw invalid(value, `of ${month} is not a decimal number`);
  return Number(value);
}

/** The month `count` months after another. */
export function monthAfter(month: string, count: number): string {
  const target = ordinal(month) + count;
  const year = String(Math.floor(target / 12)).padStart(4, '0');
  return `${year}-${String((target % 12) + 1).padStart(2, '0')}-01`;
}

/**
 * Brings months into order and fills those missing with 0: a month in which nothing was sold has no rows, but it is a fact.
 * The series runs to `completeThrough` where given (later months are dropped, a silent end counts as 0), else to its last month.
 */
export function seriesOf(
  points: readonly MonthValue[],
  completeThrough: string | undefined,
): Series | undefined {
  const end = completeThrough === undefined ? Number.POSITIVE_INFINITY : ordinal(completeThrough);
  const known = new Map<number, number>();
  for (const point of points) {
    const at = ordinal(point.month);
    if (known.has(at)) throw invalid(point.month, 'is given twice');
    if (at <= end) known.set(at, amount(point));
  }
  if (known.size === 0) return undefined;
  const first = Math.min(...known.keys());
  const last = completeThrough === undefined ? Math.max(...known.keys()) : end;
  const values = Array.from({ length: last - first + 1 }, (_, index) => known.get(first + index) ?? 0);
  return { first: monthAfter('0000-01-01', first), values };
}
