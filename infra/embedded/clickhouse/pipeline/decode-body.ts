import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ServerError } from '../server-error.ts';

/** The request's body without its content encoding. A broken encoding or upload fails the returned stream. */
export function decodeBody(body: Readable, encoding: string | undefined): Readable {
  switch (encoding) {
    case undefined:
    case '':
    case 'identity':
      return body;
    case 'gzip':
      return through(body, createGunzip());
    case 'deflate':
      return through(body, createInflate());
    case 'br':
      return through(body, createBrotliDecompress());
    default:
      throw new ServerError(
        48,
        'NOT_IMPLEMENTED',
        `The embedded endpoint does not decode Content-Encoding '${encoding}'; use gzip`,
      );
  }
}

function through(body: Readable, decoder: Transform): Readable {
  // The decoder is destroyed with the error, which reaches whoever reads it.
  pipeline(body, decoder, () => undefined);
  return decoder;
}
