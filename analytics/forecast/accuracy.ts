import { Decimal } from 'decimal.js';

/** What was forecast for a team and month, and what was sold; decimal text. */
export interface ForecastMonth {
  readonly forecast: string;
  readonly actual: string;
}

/** Why there is no accuracy; empty: there is one. */
export type NoAccuracy = '' | 'nothing_frozen' | 'nothing_sold';

/** R60: 1 − WAPE and bias. */
export interface Accuracy {
  readonly months: number;
  /** Σ|actual − forecast| ÷ Σ actual */
  readonly wape: number | null;
  /** 1 − WAPE; below 0 where the errors are larger than what was sold. */
  readonly accuracy: number | null;
  /** Σ(forecast − actual) ÷ Σ actual; above 0: forecast too high. */
  readonly bias: number | null;
  readonly reason: NoAccuracy;
}

/** Months of teams that are over, with what was forecast of each. */
export function accuracyOf(months: readonly ForecastMonth[]): Accuracy {
  const total = (of: (month: ForecastMonth) => Decimal) =>
    months.reduce((sum, month) => sum.add(of(month)), new Decimal(0));
  const sold = total(({ actual }) => new Decimal(actual));
  const reason = months.length === 0 ? 'nothing_frozen' : sold.lte(0) ? 'nothing_sold' : '';
  if (reason !== '') return { months: months.length, wape: null, accuracy: null, bias: null, reason };
  const off = ({ forecast, actual }: ForecastMonth) => new Decimal(forecast).sub(actual);
  const wape = total((month) => off(month).abs()).div(sold);
  return {
    ...{ months: months.length, wape: wape.toNumber(), accuracy: new Decimal(1).sub(wape).toNumber() },
    ...{ bias: total(off).div(sold).toNumber(), reason },
  };
}
