/** One attempt of an activity, as far as its code needs to know it; outside Temporal a plain object will do. */
export interface Attempt {
  /** Aborted on cancellation: finish the page under way, then stop. */
  readonly signal: AbortSignal;
  readonly number: number;
  /** Shows that the attempt lives, with what it has done so far. */
  readonly beat: (details: unknown) => void;
}
