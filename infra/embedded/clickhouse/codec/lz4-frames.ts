import { ByteReader } from './byte-reader.ts';
import type { Codec } from './codec.ts';
import { compressLz4, decompressLz4, lz4PrefixBytes } from './lz4-block.ts';
import {
  type Lz4FrameHeader,
  lz4Failed,
  lz4FrameMagic,
  readLz4FrameHeader,
  storedFlag,
  writeLz4FrameHeader,
  writtenBlockBytes,
} from './lz4-frame-header.ts';
import { regroup } from './regroup.ts';
import { loadXxHash, type XxHash } from './xxhash.ts';

/** How far back a block may refer. */
const windowBytes = 65_536;

/** Reads LZ4 frames, one after the other (`Content-Encoding: lz4`). */
export const decodeLz4Frames: Codec = async function* (source) {
  const reader = new ByteReader(source);
  const xxHash = await loadXxHash();
  for (;;) {
    const magic = await reader.readOrEnd(4);
    if (magic === undefined) return;
    if (magic.readUInt32LE() === lz4FrameMagic) yield* decodeFrame(reader, xxHash);
    else if ((magic.readUInt32LE() & 0xfffffff0) >>> 0 === 0x184d2a50) await skipFrame(reader);
    else throw lz4Failed('this is no LZ4 frame');
  }
};

async function* decodeFrame(reader: ByteReader, xxHash: XxHash): AsyncGenerator<Uint8Array> {
  const header = await readLz4FrameHeader(reader, xxHash);
  const hash = xxHash.create32();
  let size = 0n;
  let window: Buffer = Buffer.alloc(0);
  for (;;) {
    const block = await readBlock(reader, header, xxHash, window);
    if (block === undefined) break;
    if (header.contentChecksum) hash.update(block);
    size += BigInt(block.length);
    if (header.linked) window = lastBytes(window, block);
    yield block;
  }
  if (header.contentChecksum && (await reader.read(4)).readUInt32LE() !== hash.digest())
    throw lz4Failed('the checksum of the content does not match');
  if (header.contentSize !== undefined && header.contentSize !== size)
    throw lz4Failed(`the content has ${size} bytes instead of ${header.contentSize}`);
}

/** The content of the next block, or undefined after the last. */
async function readBlock(
  reader: ByteReader,
  header: Lz4FrameHeader,
  xxHash: XxHash,
  window: Buffer,
): Promise<Buffer | undefined> {
  const sizeField = (await reader.read(4)).readUInt32LE();
  if (sizeField === 0) return undefined;
  const size = (sizeField & ~storedFlag) >>> 0;
  if (size > header.largestBlock) throw lz4Failed(`a block of ${size} bytes is larger than the frame allows`);
  const data = await reader.read(size);
  if (header.blockChecksums && (await reader.read(4)).readUInt32LE() !== xxHash.h32Raw(data))
    throw lz4Failed('the checksum of a block does not match');
  return sizeField >= storedFlag ? data : decompress(data, header, window);
}

async function decompress(data: Buffer, header: Lz4FrameHeader, window: Buffer): Promise<Buffer> {
  const prefixed = Buffer.allocUnsafe(lz4PrefixBytes + data.length);
  // A byte stands for at most 255, so a small block does not take the memory of the largest.
  prefixed.writeUInt32LE(Math.min(header.largestBlock, data.length * 255));
  data.copy(prefixed, lz4PrefixBytes);
  try {
    return await decompressLz4(prefixed, window.length > 0 ? window : undefined);
  } catch (cause) {
    throw lz4Failed('a block is broken', { cause });
  }
}

function lastBytes(before: Buffer, block: Buffer): Buffer {
  return block.length >= windowBytes
    ? block.subarray(-windowBytes)
    : Buffer.concat([before, block]).subarray(-windowBytes);
}

async function skipFrame(reader: ByteReader): Promise<void> {
  const size = (await reader.read(4)).readUInt32LE();
  for (let left = size; left > 0; left -= windowBytes) await reader.read(Math.min(left, windowBytes));
}

/** Writes one LZ4 frame, which every reader of frames understands. */
export const encodeLz4Frame: Codec = async function* (source) {
  const xxHash = await loadXxHash();
  const hash = xxHash.create32();
  yield writeLz4FrameHeader(xxHash);
  for await (const data of regroup(source, writtenBlockBytes)) {
    hash.update(data);
    yield await encodeBlock(data);
  }
  const end = Buffer.alloc(8);
  end.writeUInt32LE(hash.digest(), 4);
  yield end;
};

async function encodeBlock(data: Uint8Array): Promise<Uint8Array> {
  const block = await compressLz4(data);
  if (block.length - lz4PrefixBytes < data.length) {
    // The size of the block takes the place of the size of the data.
    block.writeUInt32LE(block.length - lz4PrefixBytes);
    return block;
  }
  const stored = Buffer.allocUnsafe(4 + data.length);
  stored.writeUInt32LE((storedFlag | data.length) >>> 0);
  stored.set(data, 4);
  return stored;
}
