import type { DateRange } from '../../../appraisal/facts.ts';

/** Documents name last days; an open end is far away. */
const lastDay = '2299-12-30';

/** A stretch that the document names by its first and last day, as the days from the one up to, not including, the day after the other. */
export function halfOpen(row: {
  readonly valid_from: string;
  readonly valid_to?: string | null | undefined;
}): DateRange {
  return { from: row.valid_from, until: dayAfter(row.valid_to ?? lastDay) };
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
