import type { Asset } from '../models/kit/asset.ts';
import type { PartitionMapping } from '../models/kit/mapping.ts';
import { startOfQuarter } from './month.ts';
import type { InputState, Month } from './state.ts';

/** Whether the months of an input decide which months of the output exist. */
export function givesMonths(mapping: PartitionMapping): boolean {
  return mapping.kind === 'sameMonth' || mapping.kind === 'window';
}

/** Built in one piece: it is unpartitioned, or nothing it reads tells beforehand which months its rows fall into. */
export function isWhole(asset: Pick<Asset, 'partitions' | 'inputs'>): boolean {
  return asset.partitions.kind === 'unpartitioned' || !Object.values(asset.inputs).some(givesMonths);
}

/** The month an asset keeps rows of this one in: of a quarter its first. */
function keptIn({ partitions }: Pick<Asset, 'partitions'>, month: Month): Month {
  return partitions.kind === 'monthly' && partitions.every === 3 ? startOfQuarter(month) : month;
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
  return [...new Set(months.map((month) => keptIn(asset, month)))].sort();
}
