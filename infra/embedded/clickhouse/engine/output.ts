import { execFile } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PipeReader } from './pipe-reader.ts';
import { pipeWidener, type WidenPipe } from './wide-pipe.ts';

/**
 * Named pipes through which the engine writes results (`INTO OUTFILE`).
 * Why not the addon's streaming call: it analyses the query on the event loop, so one scalar subquery would stop
 * every other request, and most formats come with a header per chunk. A pipe has neither fault, works for every
 * format, keeps memory constant and lets a slow reader slow the engine down.
 */
export class OutputPipes {
  readonly #free: string[];
  readonly #widen: WidenPipe;

  private constructor(paths: string[], widen: WidenPipe) {
    this.#free = paths;
    this.#widen = widen;
  }

  static async create(folder: string, count: number): Promise<OutputPipes> {
    const paths = Array.from({ length: count }, (_, index) => join(folder, `output-${index}`));
    await promisify(execFile)('mkfifo', ['-m', '600', ...paths]);
    return new OutputPipes(paths, pipeWidener());
  }

  /**
   * Runs `fill(path)`, which makes the engine write into a pipe, and hands the bytes on as they come.
   * When `write` is slow the engine waits. A chunk is overwritten once its `write` has resolved. A writer whose reader has gone must go on taking and dropping bytes until the
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
    this.#widen(descriptor);
    const reader = new PipeReader(descriptor);
    try {
      const filled = fill(path);
      await pump(reader, filled, write);
      return await filled;
    } finally {
      await reader.close();
      this.#free.push(path);
    }
  }
}

async function pump(
  reader: PipeReader,
  filled: Promise<unknown>,
  write: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  const over = filled.catch(() => undefined);
  for (let chunk = await reader.next(over); chunk !== undefined; chunk = await reader.next(over))
    await write(chunk);
  for (const chunk of reader.rest()) await write(chunk);
}
