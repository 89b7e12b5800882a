import type { Asset } from '../../models/kit/asset.ts';
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
