import type { Asset } from '../../models/kit/asset.ts';
import type { Month, PartitionState } from '../../planner/state.ts';
import type { PinnedMonth } from '../../warehouse/relation.ts';

/** A version about to be shown: the months that would change, and the version each would have. */
export interface Candidate {
  readonly runId: string;
  readonly asset: Asset;
  readonly version: number;
  readonly months: readonly PinnedMonth[];
  /** Everything people would see of the asset if the candidate were published. */
  readonly view: readonly PinnedMonth[];
  /** Of that view. */
  readonly rows: number;
}

export type MonthVersion = Pick<PartitionState, 'month' | 'version' | 'rows'>;

/** An asset in the middle of a build that goes by chunks. */
export interface UnderWay {
  readonly visible: readonly MonthVersion[];
  /** What chunks before this one have made of their months. */
  readonly earlier: readonly MonthVersion[];
  /** Months of chunks after it. */
  readonly later: ReadonlySet<Month>;
}

/**
 * What would be seen of an asset with these months. What later chunks will replace is left to them, so that a row that moves from one month to another
 * stands once in what is judged, however the two months fall into chunks.
 */
export function viewWith(
  months: readonly MonthVersion[],
  { visible, earlier, later }: UnderWay,
): readonly MonthVersion[] {
  const replaced = new Set([...earlier, ...months].map(({ month }) => month));
  const others = visible.filter(({ month }) => !replaced.has(month) && !later.has(month));
  return [...others, ...earlier, ...months];
}
