import { PassThrough, pipeline, type Writable } from 'node:stream';
import type { Codec } from '../codec/codec.ts';
import { type ContentEncoding, contentEncodings } from '../codec/content-encodings.ts';
import { encodeNativeBlocks } from '../codec/native-blocks.ts';
import { isOn } from '../pipeline/query-options.ts';

/** How an answer is encoded. */
export interface AnswerEncoding {
  /** The `Content-Encoding` header. */
  readonly contentEncoding: string | undefined;
  /** From the result's bytes to those of the connection. */
  readonly codecs: readonly Codec[];
}

export const plainAnswer: AnswerEncoding = { contentEncoding: undefined, codecs: [] };

/**
 * What the client asked for: ClickHouse's own blocks (`compress=1`), around them what it accepts. As in a server, the
 * latter is on unless `enable_http_compression=0`, and of several encodings the server's favourite is taken.
 */
export function answerEncoding(accepted: string | undefined, parameters: URLSearchParams): AnswerEncoding {
  const blocks = isOn(parameters.get('compress')) ? [encodeNativeBlocks] : [];
  const chosen = isOn(parameters.get('enable_http_compression') ?? '1')
    ? favourite(accepted ?? '')
    : undefined;
  const encode = chosen?.encode;
  if (chosen === undefined || encode === undefined) return { contentEncoding: undefined, codecs: blocks };
  return { contentEncoding: chosen.name, codecs: [...blocks, encode(level(parameters))] };
}

/** A stream that writes encoded into the target and ends it. */
export function encoded(target: Writable, { codecs }: AnswerEncoding): Writable {
  if (codecs.length === 0) return target;
  const input = new PassThrough();
  const output = codecs.reduce<AsyncIterable<Uint8Array>>((source, codec) => codec(source), input);
  pipeline(output, target, () => input.destroy());
  return input;
}

function favourite(accepted: string): ContentEncoding | undefined {
  const names = accepted
    .split(',')
    .filter((entry) => !/;\s*q=0(\.0*)?\s*$/.test(entry))
    .map((entry) => entry.split(';')[0]?.trim().toLowerCase());
  return contentEncodings.find(({ name, encode }) => encode !== undefined && names.includes(name));
}

/** `http_zlib_compression_level`, which counts for all of them; 3 as in a server. */
function level(parameters: URLSearchParams): number {
  const given = Number(parameters.get('http_zlib_compression_level') ?? 3);
  return Number.isInteger(given) && given >= 1 ? Math.min(given, 22) : 3;
}
