import { pipeline, type Transform } from 'node:stream';
import { ServerError } from '../server-error.ts';
import type { Codec } from './codec.ts';

/** What a server calls a body that a decoder cannot read. */
export interface DecoderFailure {
  readonly code: number;
  readonly type: string;
}

/**
 * A codec of Node's own. Its complaints about the data become the failure; errors of the source stay what they are.
 * Decoders of Node end silently where their stream ends, whatever comes after it: rows would be lost without a word.
 */
export function zlibCodec(create: () => ZlibTransform, failure: DecoderFailure): Codec {
  return async function* (source) {
    const transform = create();
    const input = new CountedSource(source);
    // An error destroys the transform, which hands it to the loop below.
    pipeline(input.chunks(), transform, () => undefined);
    try {
      yield* transform;
    } catch (caught) {
      throw isAboutData(caught) ? failed(failure, caught.message, caught) : caught;
    }
    if (transform.bytesWritten < input.bytes) throw failed(failure, 'there is more after its end');
  };
}

/** Transforms of `node:zlib` tell how much they took in. */
export type ZlibTransform = Transform & { readonly bytesWritten: number };

class CountedSource {
  bytes = 0;
  readonly #source: AsyncIterable<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source) {
      this.bytes += chunk.length;
      yield chunk;
    }
  }
}

/** Codes of zlib, Brotli and Zstandard. */
function isAboutData(caught: unknown): caught is Error {
  return (
    caught instanceof Error && 'code' in caught && /^(Z_|ZSTD_|ERR_BROTLI_|ERR__)/.test(String(caught.code))
  );
}

function failed({ code, type }: DecoderFailure, reason: string, cause?: Error): ServerError {
  return new ServerError(code, type, `Cannot decompress the body: ${reason}`, { cause });
}
