import { ByteReader } from './byte-reader.ts';
import type { Codec } from './codec.ts';
import { inOrder } from './in-order.ts';
import {
  checksumBytes,
  compressNative,
  decompressNative,
  headerBytes,
  readNativeHeader,
} from './native-block.ts';
import { regroup } from './regroup.ts';

/** As much data goes into one block: what a server writes. */
const blockBytes = 1024 * 1024;

/** Reads ClickHouse's compressed blocks (`decompress=1`). */
export const decodeNativeBlocks: Codec = async function* (source) {
  const reader = new ByteReader(source);
  for (;;) {
    const checksum = await reader.readOrEnd(checksumBytes);
    if (checksum === undefined) return;
    const start = await reader.read(headerBytes);
    const header = readNativeHeader(start);
    const rest = await reader.read(header.compressedSize - headerBytes);
    yield await decompressNative(checksum, header, Buffer.concat([start, rest]));
  }
};

/** Writes ClickHouse's compressed blocks (`compress=1`): LZ4, as every client can read. */
export const encodeNativeBlocks: Codec = (source) =>
  inOrder(regroup(source, blockBytes), (data) => compressNative(data));
