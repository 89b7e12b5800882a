import {
  constants,
  createBrotliCompress,
  createBrotliDecompress,
  createDeflate,
  createGunzip,
  createGzip,
  createInflate,
} from 'node:zlib';
import type { Codec } from './codec.ts';
import { decodeLz4Frames, encodeLz4Frame } from './lz4-frames.ts';
import { zlibCodec } from './zlib-codec.ts';
import { decodeZstd, encodeZstd } from './zstd.ts';

/** One `Content-Encoding`. */
export interface ContentEncoding {
  readonly name: string;
  readonly decode: Codec;
  /** Encodes at a level from 1 on, where the encoding knows levels; undefined when this Node cannot. */
  readonly encode: ((level: number) => Codec) | undefined;
}

const chunkSize = 64 * 1024;
const zlibFailure = { code: 354, type: 'ZLIB_INFLATE_FAILED' };
const brotliFailure = { code: 448, type: 'BROTLI_READ_FAILED' };

function brotli(level: number) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: Math.min(level, constants.BROTLI_MAX_QUALITY) };
  return createBrotliCompress({ chunkSize, params });
}

/** In the order in which a server prefers them for its answers. */
export const contentEncodings: readonly ContentEncoding[] = [
  { name: 'zstd', decode: decodeZstd, encode: encodeZstd },
  {
    name: 'br',
    decode: zlibCodec(() => createBrotliDecompress({ chunkSize }), brotliFailure),
    encode: (level) => zlibCodec(() => brotli(level), brotliFailure),
  },
  { name: 'lz4', decode: decodeLz4Frames, encode: () => encodeLz4Frame },
  {
    name: 'gzip',
    decode: zlibCodec(() => createGunzip({ chunkSize }), zlibFailure),
    encode: (level) => zlibCodec(() => createGzip({ chunkSize, level: Math.min(level, 9) }), zlibFailure),
  },
  {
    name: 'deflate',
    decode: zlibCodec(() => createInflate({ chunkSize }), zlibFailure),
    encode: (level) => zlibCodec(() => createDeflate({ chunkSize, level: Math.min(level, 9) }), zlibFailure),
  },
];
