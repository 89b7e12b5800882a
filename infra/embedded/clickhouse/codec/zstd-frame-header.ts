import { ServerError } from '../server-error.ts';
import type { ByteReader } from './byte-reader.ts';

export const zstdMagic = 0xfd2fb528;
/** Zstandard's own limit for data that comes in a stream. */
const largestWindow = 128 * 1024 * 1024;
const largestBlock = 128 * 1024;

/** What a frame says of itself; https://github.com/facebook/zstd/blob/dev/doc/zstd_compression_format.md. */
export interface ZstdFrameHeader {
  /** The header as it was read, with the magic number. */
  readonly bytes: Buffer;
  /** Whether a checksum follows the last block. */
  readonly checksum: boolean;
  readonly contentSize: bigint | undefined;
}

/** Reads what follows the magic number. Throws 561 (ZSTD_DECODER_FAILED). */
export async function readZstdFrameHeader(reader: ByteReader): Promise<ZstdFrameHeader> {
  const start = await reader.read(1);
  const flags = start.readUInt8();
  const single = (flags & 0x20) !== 0;
  if ((flags & 0x08) !== 0) throw zstdFailed('a reserved bit is set');
  if ((flags & 0x03) !== 0) throw zstdFailed('the frame needs a dictionary');
  const window = await reader.read(single ? 0 : 1);
  const size = await reader.read(sizeBytes(flags >> 6, single));
  const contentSize = readSize(size);
  const windowSize = single ? (contentSize ?? 0n) : BigInt(readWindow(window.readUInt8()));
  if (windowSize > largestWindow) throw zstdFailed(`the frame needs a window of ${windowSize} bytes`);
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(zstdMagic);
  return { bytes: Buffer.concat([magic, start, window, size]), checksum: (flags & 0x04) !== 0, contentSize };
}

function sizeBytes(code: number, single: boolean): number {
  return code === 0 ? Number(single) : 1 << code;
}

function readSize(bytes: Buffer): bigint | undefined {
  if (bytes.length === 0) return undefined;
  if (bytes.length === 8) return bytes.readBigUInt64LE();
  const value = bytes.readUIntLE(0, bytes.length);
  // Two bytes begin where one ends.
  return BigInt(bytes.length === 2 ? value + 256 : value);
}

/** A power of two and eighths of it. */
function readWindow(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** The next block with its header, and whether it is the frame's last. */
export async function readZstdBlock(reader: ByteReader): Promise<{ last: boolean; bytes: Buffer }> {
  const header = await reader.read(3);
  const value = header.readUIntLE(0, 3);
  const type = (value >> 1) & 3;
  const size = value >> 3;
  if (type === 3 || size > largestBlock) throw zstdFailed('a block is broken');
  // A repeated byte stands there once.
  const data = await reader.read(type === 1 ? 1 : size);
  return { last: (value & 1) === 1, bytes: Buffer.concat([header, data]) };
}

export function zstdFailed(reason: string, options?: ErrorOptions): ServerError {
  return new ServerError(561, 'ZSTD_DECODER_FAILED', `ZSTD decompression failed: ${reason}`, options);
}
