import type { AssetKey } from '../models/kit/key.ts';

/** First day of a month, `2026-11-01`; unpartitioned assets have the one month `1970-01-01`. */
export type Month = string;
export const theOneMonth: Month = '1970-01-01';

/** What is known of one month of an asset: what it holds and what it was made from. */
export interface PartitionState {
  readonly month: Month;
  readonly version: number;
  /** Order-independent hash of the rows; equal hashes mean equal content. */
  readonly contentHash: string;
  readonly rows: number;
  /** Hash of code, settings and input contents it was last built from, even when an equal older version was kept. */
  readonly fingerprint: string;
  /** Code fingerprint it was built with. */
  readonly code: string;
  /** Fingerprint of each input as it was read, by alias; tells which one changed. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** The current content of everything an asset reads, as the planner needs it. Every alias must be present. */
export interface InputState {
  /** Months that hold rows (or the one month) with their content hash, by alias; for every input but streams. */
  readonly months: Readonly<Record<string, ReadonlyMap<Month, string>>>;
  /** For `slice` inputs: hash of the rows overlapping each month, validity clipped, by alias. */
  readonly slices: Readonly<Record<string, ReadonlyMap<Month, string>>>;
  /** For `stream` inputs: position of the newest committed page, by alias. */
  readonly streams: Readonly<Record<string, string>>;
}

export type Reason =
  | { readonly kind: 'never built' }
  | { readonly kind: 'code changed' }
  /** `inputs` are aliases. */
  | { readonly kind: 'input changed'; readonly inputs: readonly string[] }
  | { readonly kind: 'input gone' }
  | { readonly kind: 'requested' }
  | { readonly kind: 'fresh' };

/** One decision of a plan, and why. `whole` assets find their months in their data and have `month: undefined`. */
export interface Decision {
  readonly asset: AssetKey;
  readonly month: Month | undefined;
  /** `empty`: every row of the month is gone from its inputs, an empty version is published. */
  readonly action: 'build' | 'empty' | 'keep';
  readonly reason: Reason;
  /** What the built version (or, for a whole asset, each of its months) will be recorded under. */
  readonly fingerprint: string;
  readonly code: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Why an asset month appears in the plan of a run that has not begun. */
export type RunReason =
  | Reason
  /** These inputs will, or may, be rebuilt before it. */
  | { readonly kind: 'upstream'; readonly assets: readonly AssetKey[] }
  /** These streams, `source.stream`, are read before it. */
  | { readonly kind: 'stream'; readonly streams: readonly string[] };

/**
 * One line of the upper bound of a run. `maybe`: something it reads may change first; when that turns out equal, it is kept.
 * `month: undefined` on an asset that is not whole stands for months that may appear for the first time.
 */
export interface RunDecision {
  readonly asset: AssetKey;
  readonly month: Month | undefined;
  readonly action: 'build' | 'empty' | 'maybe' | 'keep';
  readonly reason: RunReason;
}
