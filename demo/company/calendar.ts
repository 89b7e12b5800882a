import { daysOff, workingWeekends } from './holidays.ts';

const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;

/** Days since 1970-01-01 of a `YYYY-MM-DD`. */
export function dayOf(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(time)) {
    throw new RangeError(`"${date}" is no date; write it as YYYY-MM-DD.`);
  }
  return time / dayMs;
}

const dates = new Map<number, string>();

/** `YYYY-MM-DD` of a day number; remembered, because the same few thousand are asked for millions of times. */
export function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** `2026-03-01T08:05:58` in UTC: a quick toISOString without the fraction. */
export function utcSeconds(instant: number): string {
  const day = Math.floor(instant / dayMs);
  const second = Math.floor((instant - day * dayMs) / 1000);
  const hours = twoDigits[Math.floor(second / 3600)];
  return `${dateOf(day)}T${hours}:${twoDigits[Math.floor(second / 60) % 60]}:${twoDigits[second % 60]}`;
}

/** `YYYY-MM` of a day number. */
export function monthOf(day: number): string {
  return dateOf(day).slice(0, 7);
}

/** Epoch milliseconds of a second of a day in Asia/Shanghai. */
export function instantOf(day: number, second: number): number {
  return day * dayMs - shanghaiMs + second * 1000;
}

/** The day in Asia/Shanghai on which an instant falls. */
export function businessDay(instant: number): number {
  return Math.floor((instant + shanghaiMs) / dayMs);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Monday of the ISO week. */
export function mondayOf(day: number): number {
  return day - weekdayOf(day) + 1;
}

export function dayOfMonth(day: number): number {
  return Number(dateOf(day).slice(8));
}

export function isLastOfMonth(day: number): boolean {
  return dayOfMonth(day + 1) === 1;
}

/** The first day of the month that is `months` after (before, when negative) the month of `day`. */
export function firstOfMonth(day: number, months = 0): number {
  const date = new Date(day * dayMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / dayMs;
}

const off = new Set(daysOff.flatMap(([first, last]) => daysBetween(dayOf(first), dayOf(last))));
const working = new Set(workingWeekends.map(dayOf));

export function isHoliday(day: number): boolean {
  return off.has(day);
}

/** A day on which people work, 调休 weekends included. */
export function isWorkday(day: number): boolean {
  return working.has(day) || (weekdayOf(day) <= 5 && !off.has(day));
}

/** A day with a published exchange rate: banks do not make up for holidays at weekends. */
export function isBankDay(day: number): boolean {
  return weekdayOf(day) <= 5 && !off.has(day);
}

function daysBetween(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
