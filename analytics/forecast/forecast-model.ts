/** A way to continue a monthly series. */
export interface ForecastModel {
  /** As people see it beside the forecast. */
  readonly name: string;
  /** Months of history it needs before it says anything. */
  readonly minimum: number;
  /** The next `horizon` values; `history` is oldest first, without gaps, and at least `minimum` long. */
  readonly forecast: (history: readonly number[], horizon: number) => readonly number[];
}
