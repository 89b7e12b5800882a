import { parseDay } from '../days.ts';
import type { DateRange, DateText } from '../facts.ts';
import { compareText } from '../ordering.ts';
import { type Refusal, type RuleName, unless } from './refusal.ts';

export function dayRules(key: string, day: DateText): readonly Refusal[] {
  return unless(parseDay(day) !== undefined, key, 'day', `"${day}" is not a day such as 2026-07-01.`);
}

/** Both ends are days, and at least one day lies between them. */
export function rangeRules(key: string, { from, until }: DateRange): readonly Refusal[] {
  const days = [...dayRules(key, from), ...dayRules(key, until)];
  if (days.length > 0) return days;
  return unless(
    from < until,
    key,
    'day',
    `It ends before ${until}, which is not after its first day ${from}.`,
  );
}

export function inOrder<Range extends DateRange>(ranges: readonly Range[]): Range[] {
  return [...ranges].sort((a, b) => compareText(a.from, b.from) || compareText(a.until, b.until));
}

/** No two of these hold on the same day. */
export function apartRules(key: string, rule: RuleName, ranges: readonly DateRange[]): readonly Refusal[] {
  return inOrder(ranges).flatMap((range, index, all) => {
    const next = all[index + 1];
    if (next === undefined || range.until <= next.from) return [];
    return [
      { key, rule, happened: `Two of them hold on ${next.from}; one has to end before the other begins.` },
    ];
  });
}

/** The first day of the window on which none of these holds. */
export function firstGap(ranges: readonly DateRange[], window: DateRange): DateText | undefined {
  let reached = window.from;
  for (const { from, until } of inOrder(ranges)) {
    if (from > reached) break;
    if (until > reached) reached = until;
  }
  return reached < window.until ? reached : undefined;
}
