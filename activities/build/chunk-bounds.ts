import type { Asset } from '../../models/kit/asset.ts';
import type { ChunkBounds } from '../../planner/chunks.ts';
import type { PublishedStates } from '../../planner/input-state.ts';
import { rowsRead } from '../../planner/rows-read.ts';

/**
 * Rows of the months that a build reads in one go, so that its memory does not grow with the history: some 2 GiB in the widest marts,
 * and as much where rows come into this process.
 */
export function rowsAtOnce({ compute }: Pick<Asset, 'compute'>): number {
  return compute.kind === 'fn' ? 500_000 : 20_000_000;
}

/** How many months of an asset are built in one go, by the rows of its inputs. */
export function chunkBounds(asset: Pick<Asset, 'compute' | 'inputs'>, inputs: PublishedStates): ChunkBounds {
  return { rows: rowsAtOnce(asset), rowsOf: (month) => rowsRead(inputs, asset, month) };
}
