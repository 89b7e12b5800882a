import { readSync } from 'node:fs';
import { Socket } from 'node:net';

/**
 * Reads a named pipe in pieces as large as what stands in it. Node's own streams take 64 KiB at a time, and the engine waits for each.
 * All pieces are read into one buffer, the caller's, who may give it to the next reader once this one is closed.
 * The descriptor is non-blocking and belongs to the reader from here on.
 */
export class PipeReader {
  readonly #descriptor: number;
  readonly #socket: Socket;
  readonly #buffer: Buffer;
  #chunk: Uint8Array | undefined;
  #arrived: () => void = () => undefined;

  constructor(descriptor: number, buffer: Buffer) {
    this.#descriptor = descriptor;
    this.#buffer = buffer;
    const onread = { buffer, callback: (length: number) => this.#take(length) };
    // Known to Node, but not to its types.
    const options: object = { onread };
    this.#socket = new Socket({ ...options, fd: descriptor, readable: true, writable: false });
  }

  /**
   * What came next, which the call after this one overwrites; undefined when `over` has resolved and nothing had come by then.
   * What still stands in the pipe is for `rest`.
   */
  async next(over: Promise<unknown>): Promise<Uint8Array | undefined> {
    if (this.#chunk === undefined) {
      const arrival = new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
      this.#socket.resume();
      await Promise.race([arrival, over]);
    }
    const chunk = this.#chunk;
    this.#chunk = undefined;
    return chunk;
  }

  /** What stands in the pipe when nobody writes any more; read at once, before the socket can. */
  rest(): Uint8Array[] {
    const chunks: Uint8Array[] = [];
    for (;;) {
      const length = readAvailable(this.#descriptor, this.#buffer);
      if (length === 0) return chunks;
      chunks.push(Buffer.from(this.#buffer.subarray(0, length)));
    }
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.once('close', () => resolve());
      this.#socket.destroy();
    });
  }

  /** One chunk at a time: the next is not read before this one was taken. */
  #take(length: number): boolean {
    this.#chunk = this.#buffer.subarray(0, length);
    this.#arrived();
    return false;
  }
}

function readAvailable(descriptor: number, buffer: Buffer): number {
  try {
    return readSync(descriptor, buffer);
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && caught.code === 'EAGAIN') return 0;
    throw caught;
  }
}
