import { holdsRows } from './staleness.ts';
import type { Month, PartitionState } from './state.ts';

/**
 * Early cut-off: a build whose rows equal the published ones keeps the published version, so that its readers stay fresh.
 * The new fingerprint is recorded either way; without that the month would be stale for ever.
 */
export function settle(published: PartitionState | undefined, built: PartitionState): PartitionState {
  const equal = published?.contentHash === built.contentHash && published.rows === built.rows;
  return equal ? { ...built, version: published.version } : built;
}

/** Months of a whole asset that hold rows now and have none in the new build: empty versions of them must be published. */
export function vanishedMonths(published: readonly PartitionState[], built: Iterable<Month>): Month[] {
  const still = new Set(built);
  const gone = published.filter((state) => holdsRows(state) && !still.has(state.month));
  return gone.map((state) => state.month).sort();
}
