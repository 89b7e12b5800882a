import type { Month } from './state.ts';

function ordinal(month: Month): number {
  const [year, number] = month.split('-');
  return Number(year) * 12 + Number(number) - 1;
}

function fromOrdinal(count: number): Month {
  const year = String(Math.floor(count / 12)).padStart(4, '0');
  const number = String((count % 12) + 1).padStart(2, '0');
  return `${year}-${number}-01`;
}

/** `addMonths('2026-01-01', -1)` is `2025-12-01`. */
export function addMonths(month: Month, count: number): Month {
  return fromOrdinal(ordinal(month) + count);
}

/** `startOfQuarter('2026-08-01')` is `2026-07-01`. */
export function startOfQuarter(month: Month): Month {
  const count = ordinal(month);
  return fromOrdinal(count - (count % 3));
}

/** The month of a day or instant text that begins with `YYYY-MM`. */
export function monthOf(day: string): Month {
  return `${day.slice(0, 7)}-01`;
}

/** Every month from the first to the last, both inclusive; none when the last lies before the first. */
export function monthsBetween(first: Month, last: Month): Month[] {
  const start = ordinal(first);
  const length = Math.max(0, ordinal(last) - start + 1);
  return Array.from({ length }, (_, index) => fromOrdinal(start + index));
}
