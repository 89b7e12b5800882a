import { pipeline, type Transform } from 'node:stream';
import { ServerError } from '../server-error.ts';
import type { Codec } from './codec.ts';

/** What a server calls a body that a decoder cannot read. */
export interface DecoderFailure {
  readonly code: number;
  readonly type: string;
}

/** A codec of Node's own. Its complaints about the data become the failure; errors of the source stay what they are. */
export function zlibCodec(create: () => Transform, failure: DecoderFailure): Codec {
  return async function* (source) {
    const transform = create();
    // An error destroys the transform, which hands it to the loop below.
    pipeline(source, transform, () => undefined);
    try {
      yield* transform;
    } catch (caught) {
      throw isAboutData(caught) ? failed(failure, caught) : caught;
    }
  };
}

/** Codes of zlib, Brotli and Zstandard. */
function isAboutData(caught: unknown): caught is Error {
  return (
    caught instanceof Error && 'code' in caught && /^(Z_|ZSTD_|ERR_BROTLI_|ERR__)/.test(String(caught.code))
  );
}

function failed({ code, type }: DecoderFailure, cause: Error): ServerError {
  return new ServerError(code, type, `Cannot decompress the body: ${cause.message}`, { cause });
}
