import { Decimal } from 'decimal.js';

/** One month or week of a measure, as decimal text; without denominators the value is the numerator. */
export interface PeriodFigure {
  /** First day of the period. */
  readonly period: string;
  readonly numerator: string;
  readonly denominator: string | null;
}

/** `above`, `below`: outside the limits; `run`: one of eight or more in a row on one side of the centre. */
export type Signal = 'above' | 'below' | 'run';

export interface ControlPoint {
  readonly period: string;
  readonly value: number;
  /** Distance from the period before; null for the first, and after a gap. */
  readonly movingRange: number | null;
  readonly signals: readonly Signal[];
}

export interface ControlChart {
  readonly points: readonly ControlPoint[];
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  readonly meanRange: number;
  /** Largest moving range to be expected. */
  readonly rangeLimit: number;
  /** Periods the limits come from. */
  readonly baseline: number;
}

/** Fewer periods say nothing about variation. */
export const fewestPeriods = 8;
const runLength = 8;
/** 3 ÷ d2 and D4 for ranges of two (NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2). */
const limitFactor = 3 / 1.128;
const rangeFactor = 3.267;

/**
 * Chart of individuals and moving ranges: centre and limits of what is common variation, and the periods that are not. The limits
 * come from the first `baseline` periods, or from all. Undefined: fewer than eight periods, or no two of them follow each other.
 *
 * @param figures in any order; a period without a value is left out
 * @param next first day of the period after one: a range is taken between neighbours alone
 */
export function controlChart(
  figures: readonly PeriodFigure[],
  next: (period: string) => string,
  baseline?: number,
): ControlChart | undefined {
  const values = valuesOf(figures);
  const ranges = values.map(({ period, value }, at) => {
    const before = values[at - 1];
    return before !== undefined && next(before.period) === period ? Math.abs(value - before.value) : null;
  });
  const used = Math.min(baseline ?? values.length, values.length);
  const usedRanges = ranges.slice(0, used).filter((range) => range !== null);
  if (used < fewestPeriods || usedRanges.length === 0) return undefined;
  const centre = mean(values.slice(0, used).map(({ value }) => value));
  const meanRange = mean(usedRanges);
  const limits = { lower: centre - limitFactor * meanRange, upper: centre + limitFactor * meanRange };
  const inRun = runsOf(values.map(({ value }) => (isEqual(value, centre) ? 0 : Math.sign(value - centre))));
  return {
    ...{ centre, ...limits, meanRange, rangeLimit: rangeFactor * meanRange, baseline: used },
    points: values.map(({ period, value }, at) => ({
      ...{ period, value, movingRange: ranges[at] ?? null },
      signals: [...outside(value, limits), ...(inRun[at] === true ? ['run' as const] : [])],
    })),
  };
}

function valuesOf(figures: readonly PeriodFigure[]): readonly { period: string; value: number }[] {
  const hasBase = figures.some(({ denominator }) => denominator !== null);
  return figures
    .toSorted((a, b) => a.period.localeCompare(b.period))
    .flatMap(({ period, numerator, denominator }) => {
      if (!hasBase) return [{ period, value: Number(numerator) }];
      const base = new Decimal(denominator ?? '0');
      return base.gt(0) ? [{ period, value: new Decimal(numerator).div(base).toNumber() }] : [];
    });
}

function outside(value: number, { lower, upper }: Pick<ControlChart, 'lower' | 'upper'>): readonly Signal[] {
  if (value > upper && !isEqual(value, upper)) return ['above'];
  return value < lower && !isEqual(value, lower) ? ['below'] : [];
}

/** Equal but for the last digits of binary fractions. */
function isEqual(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}

/** Which places belong to eight or more of one sign; a value on the centre ends a run. */
function runsOf(signs: readonly number[]): readonly boolean[] {
  const isRun = signs.map(() => false);
  for (let from = 0; from < signs.length; ) {
    let until = from + 1;
    while (until < signs.length && signs[until] === signs[from]) until += 1;
    if (signs[from] !== 0 && until - from >= runLength) isRun.fill(true, from, until);
    from = until;
  }
  return isRun;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
