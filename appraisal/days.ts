import { YardstickError } from '../errors/yardstick-error.ts';
import type { DateRange, DateText } from './facts.ts';
import { compareText } from './ordering.ts';

const dayMs = 86_400_000;

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** A day that exists, as days since 1970-01-01; undefined for anything else. */
export function parseDay(text: string): number | undefined {
  if (!dayForm.test(text)) return undefined;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  if (month < 1 || month > 12 || day < 1) return undefined;
  const at = Date.UTC(year, month - 1, day);
  // 30 February would become 2 March.
  return at < Date.UTC(year, month, 1) ? at / dayMs : undefined;
}

/** @throws YardstickError APPRAISAL_REFUSED for a text that is not a day. */
export function dayNumber(text: DateText): number {
  const day = parseDay(text);
  if (day === undefined)
    throw new YardstickError('APPRAISAL_REFUSED', `"${text}" is not a day such as 2026-07-01.`);
  return day;
}

export function dayText(day: number): DateText {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Dates of this form compare as text. */
export function contains(range: DateRange, day: DateText): boolean {
  return range.from <= day && day < range.until;
}

/** Of ranges in order: the one that holds on a day, else the one before it, else the first. */
export function heldOn<Range extends DateRange>(ranges: readonly Range[], on: DateText): Range | undefined {
  return (
    ranges.find((range) => contains(range, on)) ?? ranges.findLast(({ from }) => from <= on) ?? ranges[0]
  );
}

function earlier(a: DateText, b: DateText): DateText {
  return compareText(a, b) < 0 ? a : b;
}

function later(a: DateText, b: DateText): DateText {
  return compareText(a, b) < 0 ? b : a;
}

/** The days both ranges have; null when there is none. */
export function overlap(a: DateRange, b: DateRange): DateRange | null {
  const from = later(a.from, b.from);
  const until = earlier(a.until, b.until);
  return from < until ? { from, until } : null;
}

export function overlaps(ranges: readonly DateRange[], window: DateRange): DateRange[] {
  return ranges.flatMap((range) => overlap(range, window) ?? []);
}

export function lengthOf({ from, until }: DateRange): number {
  return dayNumber(until) - dayNumber(from);
}

export function dayNumbersOf({ from, until }: DateRange): number[] {
  const first = dayNumber(from);
  return Array.from({ length: dayNumber(until) - first }, (_, index) => first + index);
}

function firstOfNextMonth(day: DateText): DateText {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return dayText(Date.UTC(year, month, 1) / dayMs);
}

/** The calendar months of a range, the first and the last cut to it. */
export function monthsOf(range: DateRange): DateRange[] {
  const months: DateRange[] = [];
  for (let from = range.from; from < range.until; ) {
    const next = firstOfNextMonth(from);
    const until = earlier(next, range.until);
    months.push({ from, until });
    from = until;
  }
  return months;
}

/** `2026-07` */
export function monthName(day: DateText): string {
  return day.slice(0, 7);
}
