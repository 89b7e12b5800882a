import { dayNumber, dayText } from '../days.ts';
import type { DateRange, DateText } from '../facts.ts';
import type { PlanDeclaration } from './schema.ts';

export type Payout = NonNullable<PlanDeclaration['payout']>;

const months: Readonly<Record<Payout, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** Whether a day is the first of a period of that length in a fiscal year that begins with the month `start`, 1 to 12. */
export function isPayoutStart(day: DateText, payout: Payout, start: number): boolean {
  const { month, date } = partsOf(day);
  return date === 1 && (month - start + 12) % months[payout] === 0;
}

/** Whether a stretch of days is as long as a period of that payout, from the first of one month up to that of another. */
export function isPeriodOf(payout: Payout, { from, until }: DateRange): boolean {
  return partsOf(from).date === 1 && monthsLater(from, months[payout]) === until;
}

/** A period that a plan pays: `2026-07`, `2026Q3`, `2026H2`, `2026`; quarters, halves and years of another fiscal year begin with FY. */
export interface PayoutPeriod extends DateRange {
  readonly id: string;
}

/** The periods of a plan that have begun by `today`, oldest first. */
export function payoutPeriods(
  {
    payout,
    from,
    until,
  }: Pick<PlanDeclaration, 'from'> & { readonly payout: Payout; readonly until?: string | undefined },
  today: DateText,
  start: number,
): readonly PayoutPeriod[] {
  const periods: PayoutPeriod[] = [];
  for (let day = from; day <= today && (until === undefined || day < until); ) {
    const next = monthsLater(day, months[payout]);
    periods.push({ id: nameOf(day, payout, start), from: day, until: next });
    day = next;
  }
  return periods;
}

function nameOf(day: DateText, payout: Payout, start: number): string {
  if (payout === 'month') return day.slice(0, 7);
  const { year, month } = partsOf(day);
  const fiscalYear = month < start ? year - 1 : year;
  const named = start === 1 ? String(fiscalYear) : `FY${fiscalYear}`;
  const place = Math.floor(((month - start + 12) % 12) / months[payout]) + 1;
  return { quarter: `${named}Q${place}`, half: `${named}H${place}`, year: named }[payout];
}

function monthsLater(day: DateText, count: number): DateText {
  const { year, month } = partsOf(day);
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

function partsOf(day: DateText): { readonly year: number; readonly month: number; readonly date: number } {
  const [year = 0, month = 1, date = 1] = dayText(dayNumber(day)).split('-').map(Number);
  return { year, month, date };
}
