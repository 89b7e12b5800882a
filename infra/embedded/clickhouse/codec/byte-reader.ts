import { ServerError } from '../server-error.ts';

/** Takes exact numbers of bytes from a stream of chunks of any sizes. Holds no more than what was asked for and one chunk. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next bytes. Throws 33 (CANNOT_READ_ALL_DATA) when the stream ends before or within them. */
  async read(length: number): Promise<Buffer> {
    const bytes = await this.readOrEnd(length);
    if (bytes === undefined) throw cutShort(0, length);
    return bytes;
  }

  /** The next bytes, or undefined when the stream has ended before the first of them. */
  async readOrEnd(length: number): Promise<Buffer | undefined> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      if (this.#rest.length === 0 && !(await this.#advance())) {
        if (missing === length) return undefined;
        throw cutShort(length - missing, length);
      }
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      missing -= part.length;
      parts.push(part);
    }
    const [only] = parts;
    if (parts.length !== 1 || only === undefined) return Buffer.concat(parts);
    return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
  }

  async #advance(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#rest = next.value;
    return true;
  }
}

function cutShort(read: number, expected: number): ServerError {
  return new ServerError(
    33,
    'CANNOT_READ_ALL_DATA',
    `Cannot read all data. Bytes read: ${read}. Bytes expected: ${expected}.`,
  );
}
