import { dayNumber, dayNumbersOf } from './days.ts';
import type { CalendarFacts, DateRange } from './facts.ts';

/** 1970-01-01 was a Thursday: Monday is 0. */
function weekday(day: number): number {
  return (day + 3) % 7;
}

/** Mondays to Fridays less holidays, and the weekend days that are worked instead. */
export function workdaysOf(range: DateRange, { holidays, adjustedWorkdays }: CalendarFacts): number {
  const off = new Set(holidays.map(dayNumber));
  const worked = new Set(adjustedWorkdays.map(dayNumber));
  return dayNumbersOf(range).filter((day) => worked.has(day) || (weekday(day) < 5 && !off.has(day))).length;
}
