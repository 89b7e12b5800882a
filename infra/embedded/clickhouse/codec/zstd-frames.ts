import { Decompress } from 'fzstd';
import { ByteReader } from './byte-reader.ts';
import type { Codec } from './codec.ts';
import { loadXxHash } from './xxhash.ts';
import {
  readZstdBlock,
  readZstdFrameHeader,
  type ZstdFrameHeader,
  zstdFailed,
  zstdMagic,
} from './zstd-frame-header.ts';

/** Decodes one frame, of which the magic number has been read. */
export type ZstdFrameDecoder = (reader: ByteReader) => AsyncIterable<Uint8Array>;

/** Reads Zstandard frames, one after the other, each by the decoder. */
export function decodeZstdFrames(decodeFrame: ZstdFrameDecoder): Codec {
  return async function* (source) {
    const reader = new ByteReader(source);
    for (;;) {
      const magic = await reader.readOrEnd(4);
      if (magic === undefined) return;
      if (magic.readUInt32LE() === zstdMagic) yield* decodeFrame(reader);
      else if ((magic.readUInt32LE() & 0xfffffff0) >>> 0 === 0x184d2a50) await skipFrame(reader);
      else throw zstdFailed('this is no Zstandard frame');
    }
  };
}

/** The bytes of one frame, of which the magic number has been read. Decoders of Node read one frame and drop what follows. */
export async function* zstdFrameBytes(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const header = await readZstdFrameHeader(reader);
  yield header.bytes;
  for (let last = false; !last; ) {
    const block = await readZstdBlock(reader);
    last = block.last;
    yield block.bytes;
  }
  if (header.checksum) yield await reader.read(4);
}

/**
 * Decodes a frame by `fzstd`, in JavaScript. It is led from block to block here, because it tells neither where a frame ends
 * nor whether its checksum is right.
 */
export async function* decodeZstdFrameInJavaScript(reader: ByteReader): AsyncGenerator<Uint8Array> {
  const xxHash = await loadXxHash();
  const header = await readZstdFrameHeader(reader);
  const decoder = new FrameDecoder(header.bytes);
  const hash = xxHash.create64();
  let size = 0n;
  for (let last = false; !last; ) {
    const block = await readZstdBlock(reader);
    last = block.last;
    for (const chunk of decoder.push(block.bytes)) {
      if (header.checksum) hash.update(chunk);
      size += BigInt(chunk.length);
      yield chunk;
    }
  }
  await checkEnd(header, reader, size, hash.digest());
}

async function checkEnd(
  header: ZstdFrameHeader,
  reader: ByteReader,
  size: bigint,
  hash: bigint,
): Promise<void> {
  if (header.contentSize !== undefined && header.contentSize !== size)
    throw zstdFailed(`the content has ${size} bytes instead of ${header.contentSize}`);
  if (!header.checksum) return;
  const expected = (await reader.read(4)).readUInt32LE();
  if (BigInt.asUintN(32, hash) !== BigInt(expected))
    throw zstdFailed('the checksum of the content does not match');
}

/** `fzstd` for one frame: bytes in, what they decode to out. */
class FrameDecoder {
  #decoded: Uint8Array[] = [];
  readonly #decoder = new Decompress((chunk) => this.#decoded.push(chunk));

  constructor(header: Uint8Array) {
    this.push(header);
  }

  push(bytes: Uint8Array): Uint8Array[] {
    this.#decoded = [];
    try {
      this.#decoder.push(bytes);
    } catch (cause) {
      throw zstdFailed('a block is broken', { cause });
    }
    return this.#decoded;
  }
}

async function skipFrame(reader: ByteReader): Promise<void> {
  const piece = 65_536;
  for (let left = (await reader.read(4)).readUInt32LE(); left > 0; left -= piece)
    await reader.read(Math.min(left, piece));
}
