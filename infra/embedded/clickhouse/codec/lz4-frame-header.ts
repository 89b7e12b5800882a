import { ServerError } from '../server-error.ts';
import type { ByteReader } from './byte-reader.ts';
import type { XxHash } from './xxhash.ts';

export const lz4FrameMagic = 0x184d2204;
/** Of a block's size: the block is stored as it is. */
export const storedFlag = 0x80000000;

/** What a frame says of itself; https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md. */
export interface Lz4FrameHeader {
  /** Blocks may refer to the 64 KiB before them. */
  readonly linked: boolean;
  readonly blockChecksums: boolean;
  readonly contentChecksum: boolean;
  readonly contentSize: bigint | undefined;
  readonly largestBlock: number;
}

/** Reads what follows the magic number. Throws 618 (LZ4_DECODER_FAILED). */
export async function readLz4FrameHeader(reader: ByteReader, xxHash: XxHash): Promise<Lz4FrameHeader> {
  const start = await reader.read(2);
  const flags = start.readUInt8(0);
  if (flags >> 6 !== 1) throw lz4Failed(`frame version ${flags >> 6} is unknown`);
  const withSize = (flags & 0x08) !== 0;
  if ((flags & 0x01) !== 0) throw lz4Failed('the frame needs a dictionary');
  const size = withSize ? await reader.read(8) : Buffer.alloc(0);
  const [checksum] = await reader.read(1);
  if (((xxHash.h32Raw(Buffer.concat([start, size])) >>> 8) & 0xff) !== checksum)
    throw lz4Failed("the checksum of the frame's header does not match");
  return {
    linked: (flags & 0x20) === 0,
    blockChecksums: (flags & 0x10) !== 0,
    contentChecksum: (flags & 0x04) !== 0,
    contentSize: withSize ? size.readBigUInt64LE() : undefined,
    largestBlock: largestBlock(start.readUInt8(1)),
  };
}

/** Four sizes by a code: 64 KiB, 256 KiB, 1 MiB, 4 MiB. */
function largestBlock(descriptor: number): number {
  const code = (descriptor >> 4) & 7;
  if (code < 4) throw lz4Failed(`block size code ${code} is unknown`);
  return 1 << (8 + 2 * code);
}

/** Independent blocks of at most 256 KiB and a checksum over the content. */
export const writtenBlockBytes = 256 * 1024;

/** The start of a frame as it is written here. */
export function writeLz4FrameHeader(xxHash: XxHash): Buffer {
  const header = Buffer.alloc(7);
  header.writeUInt32LE(lz4FrameMagic, 0);
  header.writeUInt8(0x64, 4);
  header.writeUInt8(0x50, 5);
  header.writeUInt8((xxHash.h32Raw(header.subarray(4, 6)) >>> 8) & 0xff, 6);
  return header;
}

export function lz4Failed(reason: string, options?: ErrorOptions): ServerError {
  return new ServerError(618, 'LZ4_DECODER_FAILED', `LZ4 decompression failed: ${reason}`, options);
}
