import xxhash, { type XXHashAPI } from 'xxhash-wasm';

export type XxHash = XXHashAPI;

let loaded: Promise<XxHash> | undefined;

/** xxHash, the checksum of LZ4 and Zstandard frames; compiled at the first use. */
export function loadXxHash(): Promise<XxHash> {
  loaded ??= xxhash();
  return loaded;
}
