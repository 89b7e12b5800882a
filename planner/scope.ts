import type { Asset } from '../models/kit/asset.ts';
import type { PartitionMapping } from '../models/kit/mapping.ts';
import type { InputState, Month } from './state.ts';

/** Whether the months of an input decide which months of the output exist. */
export function givesMonths(mapping: PartitionMapping): boolean {
  return mapping.kind === 'sameMonth' || mapping.kind === 'window';
}

/** Built in one piece: it is unpartitioned, or nothing it reads tells beforehand which months its rows fall into. */
export function isWhole(asset: Pick<Asset, 'partitions' | 'inputs'>): boolean {
  return asset.partitions.kind === 'unpartitioned' || !Object.values(asset.inputs).some(givesMonths);
}

/** The months an asset should have, oldest first: those of its `sameMonth` and `window` inputs. None for a whole asset. */
export function wantedMonths(
  asset: Pick<Asset, 'partitions' | 'inputs'>,
  inputs: Pick<InputState, 'months'>,
): Month[] {
  if (isWhole(asset)) return [];
  const aliases = Object.keys(asset.inputs).filter((alias) => {
    const mapping = asset.inputs[alias];
    return mapping !== undefined && givesMonths(mapping);
  });
  const months = aliases.flatMap((alias) => [...(inputs.months[alias]?.keys() ?? [])]);
  return [...new Set(months)].sort();
}
