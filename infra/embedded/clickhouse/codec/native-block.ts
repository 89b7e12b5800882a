import { ServerError } from '../server-error.ts';
import { cityHash128 } from './city-hash.ts';
import { compressLz4, decompressLz4 } from './lz4-block.ts';
import { decompressZstd } from './zstd.ts';

/**
 * A block of ClickHouse's own compression: checksum (16) | method (1) | compressed size (4) | size (4) | data. Sizes are
 * little-endian; the compressed one counts the 9 bytes from the method on, which with the data are what the checksum covers.
 */
export const checksumBytes = 16;
export const headerBytes = 9;

const methods = new Map([
  [0x02, 'none'],
  [0x82, 'LZ4'],
  [0x90, 'ZSTD'],
] as const);
const lz4Byte = 0x82;

/** ClickHouse's own limit. */
const largestBlock = 0x40000000;
/** LZ4 cannot do better: a byte of its stream stands for at most 255. */
const largestLz4Ratio = 255;

export interface NativeHeader {
  readonly method: 'none' | 'LZ4' | 'ZSTD';
  /** Header and compressed data. */
  readonly compressedSize: number;
  readonly size: number;
}

/** Reads the 9 bytes after the checksum. Throws 432 (method), 39 (too large), 271 (no sense). */
export function readNativeHeader(bytes: Buffer): NativeHeader {
  const code = bytes.readUInt8(0);
  const method = [...methods].find(([byte]) => byte === code)?.[1];
  const compressedSize = bytes.readUInt32LE(1);
  const size = bytes.readUInt32LE(5);
  if (method === undefined) throw new ServerError(432, 'UNKNOWN_CODEC', `Unknown codec family code: ${code}`);
  for (const [name, value] of Object.entries({ compressedSize, size })) {
    if (value === 0) throw cannotDecompress(`header is corrupt with ${name} 0`);
    if (value > largestBlock)
      throw new ServerError(
        39,
        'TOO_LARGE_SIZE_COMPRESSED',
        `Too large ${name} of a compressed block: ${value}. Most likely corrupted data.`,
      );
  }
  if (compressedSize <= headerBytes)
    throw cannotDecompress(
      `the compressed size (${compressedSize}) is no larger than the header (${headerBytes})`,
    );
  return { method, compressedSize, size };
}

/** The data of a block, given its 9-byte header and what follows in one piece. Throws 40 (checksum), 271. */
export async function decompressNative(
  checksum: Uint8Array,
  header: NativeHeader,
  block: Buffer,
): Promise<Uint8Array> {
  verify(checksum, block);
  const data = await decompress(header, block);
  if (data.length !== header.size)
    throw cannotDecompress(
      `the size after decompression (${data.length}) is different than the expected size (${header.size}) for codec '${header.method}'`,
    );
  return data;
}

function verify(expected: Uint8Array, block: Buffer): void {
  const actual = cityHash128(block);
  if (Buffer.compare(actual, expected) === 0) return;
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  throw new ServerError(
    40,
    'CHECKSUM_DOESNT_MATCH',
    `Checksum doesn't match: corrupted data. Reference: ${hex(expected)}. Actual: ${hex(actual)}. Size of compressed block: ${block.length}`,
  );
}

async function decompress({ method, size }: NativeHeader, block: Buffer): Promise<Uint8Array> {
  const data = block.subarray(headerBytes);
  if (method === 'none') return data;
  if (method === 'ZSTD') return decompressZstd(data, size);
  // Asked first, because the memory is taken before the data is looked at.
  if (size > data.length * largestLz4Ratio)
    throw cannotDecompress(`${data.length} bytes of LZ4 cannot hold ${size}`);
  try {
    // The size stands right before the data, as the library wants it.
    return await decompressLz4(block.subarray(headerBytes - 4));
  } catch (cause) {
    throw cannotDecompress('the LZ4 data is broken', { cause });
  }
}

/** The whole block for the data, by LZ4. */
export async function compressNative(data: Uint8Array): Promise<Buffer> {
  // It comes with the size before it, just where the block has it.
  const sizeAndData = await compressLz4(data);
  const block = Buffer.allocUnsafe(checksumBytes + headerBytes - 4 + sizeAndData.length);
  block.writeUInt8(lz4Byte, checksumBytes);
  block.writeUInt32LE(block.length - checksumBytes, checksumBytes + 1);
  sizeAndData.copy(block, checksumBytes + headerBytes - 4);
  block.set(cityHash128(block.subarray(checksumBytes)));
  return block;
}

function cannotDecompress(reason: string, options?: ErrorOptions): ServerError {
  return new ServerError(271, 'CANNOT_DECOMPRESS', `Can't decompress data: ${reason}`, options);
}
