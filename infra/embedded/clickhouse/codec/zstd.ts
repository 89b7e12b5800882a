import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { ServerError } from '../server-error.ts';
import type { Codec } from './codec.ts';
import { type ZlibTransform, zlibCodec } from './zlib-codec.ts';
import { decodeZstdFrameInJavaScript, decodeZstdFrames, zstdFrameBytes } from './zstd-frames.ts';

/** What Node has from 22.15 on. */
interface ZstdOfNode {
  createZstdCompress(options: { chunkSize: number; params: Record<number, number> }): ZlibTransform;
  createZstdDecompress(options: { chunkSize: number }): ZlibTransform;
  readonly constants: { readonly ZSTD_c_compressionLevel: number };
}

function hasZstd(module: object): module is ZstdOfNode {
  return 'createZstdCompress' in module && 'createZstdDecompress' in module;
}

const chunkSize = 128 * 1024;
const failure = { code: 561, type: 'ZSTD_DECODER_FAILED' };
const native: ZstdOfNode | undefined = hasZstd(zlib) ? zlib : undefined;

const nativeFrame = native && zlibCodec(() => native.createZstdDecompress({ chunkSize }), failure);

/** Reads Zstandard frames, one after the other: by Node where it can, otherwise in JavaScript, several times slower. */
export const decodeZstd: Codec = decodeZstdFrames(
  nativeFrame === undefined ? decodeZstdFrameInJavaScript : (reader) => nativeFrame(zstdFrameBytes(reader)),
);

/** Writes one Zstandard frame at a level; undefined where Node cannot (before 22.15): there is no kept library that streams. */
export const encodeZstd: ((level: number) => Codec) | undefined =
  native === undefined
    ? undefined
    : (level) => {
        const params = { [native.constants.ZSTD_c_compressionLevel]: level };
        return zlibCodec(() => native.createZstdCompress({ chunkSize, params }), failure);
      };

/** Decompresses a piece that holds no more than `size` bytes. Throws 271 (CANNOT_DECOMPRESS). */
export async function decompressZstd(data: Uint8Array, size: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of decodeZstd(Readable.from([data]))) {
      parts.push(part);
      length += part.length;
      if (length > size) throw new Error(`There are more than ${size} bytes.`);
    }
  } catch (cause) {
    throw new ServerError(271, 'CANNOT_DECOMPRESS', "Can't decompress data: the ZSTD data is broken", {
      cause,
    });
  }
  return Buffer.concat(parts);
}
