import type { AssetKey } from './key.ts';

/** Which part of an input one month of output depends on. */
export type PartitionMapping =
  /** The same month of the input. */
  | { readonly kind: 'sameMonth'; readonly asset: AssetKey }
  /** Months from `from` to `to` around the output's, both inclusive: `window(x, -12, 0)` is the month and the year before. */
  | { readonly kind: 'window'; readonly asset: AssetKey; readonly from: number; readonly to: number }
  /** The whole input. */
  | { readonly kind: 'all'; readonly asset: AssetKey }
  /** Rows of a dimension whose validity overlaps the month, validity clipped to it. */
  | { readonly kind: 'slice'; readonly asset: AssetKey }
  /** The newest committed row per key of a source's stream; only mappings of a source read streams. */
  | { readonly kind: 'stream'; readonly source: string; readonly stream: string };

export function sameMonth(asset: AssetKey): PartitionMapping {
  return Object.freeze({ kind: 'sameMonth', asset });
}

export function window(asset: AssetKey, from: number, to: number): PartitionMapping {
  return Object.freeze({ kind: 'window', asset, from, to });
}

export function all(asset: AssetKey): PartitionMapping {
  return Object.freeze({ kind: 'all', asset });
}

export function slice(asset: AssetKey): PartitionMapping {
  return Object.freeze({ kind: 'slice', asset });
}

export function stream(source: string, name: string): PartitionMapping {
  return Object.freeze({ kind: 'stream', source, stream: name });
}
