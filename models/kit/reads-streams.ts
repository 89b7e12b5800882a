import type { Asset } from './asset.ts';

/** Whether an asset is the mapping of a source: what it is made from are pages, not other assets. */
export function readsStreams(asset: Pick<Asset, 'inputs'>): boolean {
  return Object.values(asset.inputs).some((mapping) => mapping.kind === 'stream');
}
