import { Readable } from 'node:stream';
import type { Codec } from '../codec/codec.ts';
import { contentEncodings } from '../codec/content-encodings.ts';
import { decodeNativeBlocks } from '../codec/native-blocks.ts';
import { ServerError } from '../server-error.ts';

export interface BodyEncoding {
  /** The `Content-Encoding`, outermost. */
  readonly contentEncoding: string | undefined;
  /** ClickHouse's own compressed blocks within it (`decompress=1`). */
  readonly nativeBlocks: boolean;
}

/**
 * The request's body as it was before its encodings. A broken encoding or upload fails the returned stream and leaves the
 * request itself readable, so that an answer can still be given.
 */
export function decodeBody(body: Readable, { contentEncoding, nativeBlocks }: BodyEncoding): Readable {
  const decode = decoder(contentEncoding);
  if (decode === undefined && !nativeBlocks) return body;
  const source = untouched(body);
  const content = decode === undefined ? source : unlessEmpty(decode, source);
  return Readable.from(nativeBlocks ? decodeNativeBlocks(content) : content, { objectMode: false });
}

/** Names as a server takes them, in any case. */
const otherNames = new Map([
  ['gz', 'gzip'],
  ['brotli', 'br'],
  ['zst', 'zstd'],
]);
const none = new Set(['', 'identity', 'none', 'auto']);

function decoder(contentEncoding = '') {
  const given = contentEncoding.trim().toLowerCase();
  if (none.has(given)) return undefined;
  const name = otherNames.get(given) ?? given;
  const found = contentEncodings.find((encoding) => encoding.name === name);
  if (found !== undefined) return found.decode;
  const known = contentEncodings.map((encoding) => `'${encoding.name}'`).join(', ');
  throw new ServerError(
    48,
    'NOT_IMPLEMENTED',
    `Unknown compression method '${contentEncoding}'. Only ${known} are supported as compression methods`,
  );
}

/** No bytes are an empty body in every encoding, though not for every decoder. */
async function* unlessEmpty(decode: Codec, source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await source.next();
  if (!first.done) yield* decode(startingWith(first.value, source));
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** The chunks of a body that is not destroyed when nobody wants them any more: with the request, its connection would go. */
async function* untouched(body: Readable): AsyncGenerator<Uint8Array> {
  const chunks = body.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = await chunks.next();
    if (next.done) return;
    yield next.value;
  }
}
