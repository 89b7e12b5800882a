import { Decimal } from 'decimal.js';

/** Numerator and denominator of one month, as decimal text; without denominators the value is the numerator. */
export interface MonthFigure {
  /** First day of the month. */
  readonly month: string;
  readonly numerator: string;
  readonly denominator: string | null;
}

export interface Window {
  readonly from: string;
  /** First day no more. */
  readonly until: string;
  readonly months: number;
  /** Months with rows. */
  readonly told: number;
  readonly numerator: string;
  readonly denominator: string | null;
  /** Null: not applicable. */
  readonly value: number | null;
}

export interface BeforeAfter {
  readonly before: Window;
  readonly after: Window;
  readonly difference: number | null;
  /** Of the value before; null without one above zero. */
  readonly change: number | null;
}

/**
 * The same number of months before a change and from it on; parts are added first and divided then. Ratios of fewer months than
 * asked for can still be compared; sums of two months and of three cannot.
 */
export function beforeAfter(figures: readonly MonthFigure[], on: string, months: number): BeforeAfter {
  const before = windowOf(figures, shifted(on, -months), months);
  const after = windowOf(figures, on, months);
  const [was, is] = [before.value, after.value];
  const isFair = before.denominator !== null || before.told === after.told;
  const difference = was === null || is === null || !isFair ? null : is - was;
  return {
    ...{ before, after, difference },
    change: difference === null || was === null || was <= 0 ? null : difference / was,
  };
}

function windowOf(figures: readonly MonthFigure[], from: string, months: number): Window {
  const until = shifted(from, months);
  const within = figures.filter(({ month }) => month >= from && month < until);
  const hasBase = figures.some(({ denominator }) => denominator !== null);
  const numerator = total(within.map((figure) => figure.numerator));
  const denominator = hasBase ? total(within.map((figure) => figure.denominator ?? '0')) : null;
  return {
    ...{ from, until, months, told: within.length },
    ...{ numerator: numerator.toFixed(), denominator: denominator?.toFixed() ?? null },
    value: figureOf(within.length, numerator, denominator),
  };
}

function figureOf(told: number, numerator: Decimal, denominator: Decimal | null): number | null {
  if (told === 0) return null;
  if (denominator === null) return numerator.toNumber();
  return denominator.gt(0) ? numerator.div(denominator).toNumber() : null;
}

function total(amounts: readonly string[]): Decimal {
  return amounts.reduce((sum, amount) => sum.add(amount), new Decimal(0));
}

/** The first of the month so many months away. */
function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 10);
}
