import { dateOf, dayOf, isHoliday, isLastOfMonth, isWorkday } from './calendar.ts';
import { springFestivals } from './holidays.ts';
import { itemAt } from './prng.ts';

const monthFactor = [0.92, 0.86, 1.06, 1.0, 1.02, 1.08, 0.94, 0.95, 1.08, 0.93, 1.12, 1.1];
const yearlyGrowth = 0.12;
const festivalDays = springFestivals.map(dayOf);

export type Promotion = '618' | '1111';

/** The promotion running on a day, if any. */
export function promotionOn(day: number): Promotion | undefined {
  const monthDay = dateOf(day).slice(5);
  if (monthDay >= '06-01' && monthDay <= '06-18') return '618';
  if (monthDay >= '11-01' && monthDay <= '11-11') return '1111';
  return undefined;
}

/** Relative demand of a day: growth × month × weekday and holiday × Spring Festival × promotion × month's end. */
export function demandOn(day: number, startDay: number): number {
  const growth = (1 + yearlyGrowth) ** ((day - startDay) / 365);
  const month = itemAt(monthFactor, Number(dateOf(day).slice(5, 7)) - 1);
  return (
    growth * month * workingFactor(day) * festivalFactor(day) * promotionFactor(day) * monthEndFactor(day)
  );
}

/** Mean demand per day over the three years from the start; the same whatever day is played last. */
export function meanDemand(startDay: number): number {
  let sum = 0;
  for (let day = startDay; day < startDay + 1096; day += 1) sum += demandOn(day, startDay);
  return sum / 1096;
}

function workingFactor(day: number): number {
  if (isWorkday(day)) return 1;
  return isHoliday(day) ? 0.05 : 0.12;
}

function festivalFactor(day: number): number {
  const nearest = Math.min(...festivalDays.map((festival) => Math.abs(day - festival - 2)));
  return nearest <= 14 ? 0.35 + (0.65 * nearest) / 14 : 1;
}

function promotionFactor(day: number): number {
  const promotion = promotionOn(day);
  if (promotion === undefined) return 1;
  return promotion === '618' ? 1.3 : 1.4;
}

function monthEndFactor(day: number): number {
  return isLastOfMonth(day) || isLastOfMonth(day + 1) || isLastOfMonth(day + 2) ? 1.3 : 1;
}
