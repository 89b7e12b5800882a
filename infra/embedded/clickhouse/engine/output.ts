import { execFile } from 'node:child_process';
import { constants, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Named pipes through which the engine writes results (`INTO OUTFILE`).
 * Why not the addon's streaming call: it analyses the query on the event loop, so one scalar subquery would stop
 * every other request, and most formats come with a header per chunk. A pipe has neither fault, works for every
 * format, keeps memory constant and lets a slow reader slow the engine down.
 */
export class OutputPipes {
  readonly #free: string[];

  private constructor(paths: string[]) {
    this.#free = paths;
  }

  static async create(folder: string, count: number): Promise<OutputPipes> {
    const paths = Array.from({ length: count }, (_, index) => join(folder, `output-${index}`));
    await promisify(execFile)('mkfifo', ['-m', '600', ...paths]);
    return new OutputPipes(paths);
  }

  /**
   * Runs `fill(path)`, which makes the engine write into a pipe, and hands the bytes on as they come.
   * When `write` is slow the engine waits. A writer whose reader has gone must go on taking and dropping bytes until the
   * engine has ended; it does not reject.
   */
  async stream<T>(
    fill: (path: string) => Promise<T>,
    write: (chunk: Uint8Array) => Promise<void>,
  ): Promise<T> {
    const path = this.#free.pop();
    if (path === undefined)
      throw new Error('No output pipe is free, although admission allows no more queries than pipes.');
    // Opened for both directions so that neither side waits for the other and no end of file is seen too early.
    const descriptor = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const socket = new Socket({ fd: descriptor, readable: true, writable: false });
    try {
      const filled = fill(path);
      await pump(socket, filled, write);
      for (const chunk of readRest(descriptor)) await write(chunk);
      return await filled;
    } finally {
      await closed(socket);
      this.#free.push(path);
    }
  }
}

async function pump(
  socket: Socket,
  filled: Promise<unknown>,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  let over = false;
  const end = filled.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  for (;;) {
    const chunk: Uint8Array | null = socket.read();
    if (chunk !== null) await write(chunk);
    else if (over) return;
    else await Promise.race([end, readable(socket)]);
  }
}

function readable(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('readable', () => resolve()));
}

/** What still stands in the pipe after the engine has finished; read at once, before the socket can. */
function readRest(descriptor: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const buffer = Buffer.allocUnsafe(65_536);
    const length = readAvailable(descriptor, buffer);
    if (length === 0) return chunks;
    chunks.push(buffer.subarray(0, length));
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

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.destroy();
  });
}
