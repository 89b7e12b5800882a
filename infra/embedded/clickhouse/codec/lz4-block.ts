import { compress, uncompress } from 'lz4-napi';

/** Bytes of the little-endian size that stands before a block here, as lz4-napi wants and writes it. */
export const lz4PrefixBytes = 4;

/**
 * Compresses to the LZ4 block format. Before the block stands the size of the data, 4 bytes.
 * Runs on the thread pool: a megabyte takes milliseconds, which would hold up every other request.
 */
export function compressLz4(data: Uint8Array): Promise<Buffer> {
  return compress(data);
}

/**
 * Decompresses an LZ4 block, before which stands the largest size it may have, 4 bytes; that much memory is taken.
 * `dictionary` is what came before it, as far as the block may refer to it. Rejects when the block is broken or larger.
 */
export function decompressLz4(prefixed: Uint8Array, dictionary?: Uint8Array): Promise<Buffer> {
  return uncompress(prefixed, dictionary);
}
