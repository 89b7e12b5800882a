import { execFile } from 'node:child_process';
import { constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PipeReader } from './pipe-reader.ts';
import { pipeBytes, pipeWidener, type WidenPipe } from './wide-pipe.ts';

interface OutputPipe {
  readonly path: string;
  /** What is read of it. Of each query's own, the garbage collector would take a third of a short query's time. */
  readonly buffer: Buffer;
}

/**
 * Named pipes through which the engine writes results (`INTO OUTFILE`).
 * Why not the addon's streaming call: it analyses the query on the event loop, so one scalar subquery would stop
 * every other request, and most formats come with a header per chunk. A pipe has neither fault, works for every
 * format, keeps memory constant and lets a slow reader slow the engine down.
 */
export class OutputPipes {
  readonly #free: OutputPipe[];
  readonly #widen: WidenPipe;

  private constructor(pipes: OutputPipe[], widen: WidenPipe) {
    this.#free = pipes;
    this.#widen = widen;
  }

  static async create(folder: string, count: number): Promise<OutputPipes> {
    const paths = Array.from({ length: count }, (_, index) => join(folder, `output-${index}`));
    await promisify(execFile)('mkfifo', ['-m', '600', ...paths]);
    const pipes = paths.map((path) => ({ path, buffer: Buffer.allocUnsafeSlow(pipeBytes) }));
    return new OutputPipes(pipes, pipeWidener());
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
    const pipe = this.#free.pop();
    if (pipe === undefined)
      throw new Error('No output pipe is free, although admission allows no more queries than pipes.');
    // Opened for both directions so that neither side waits for the other and no end of file is seen too early.
    const descriptor = openSync(pipe.path, constants.O_RDWR | constants.O_NONBLOCK);
    this.#widen(descriptor);
    const reader = new PipeReader(descriptor, pipe.buffer);
    try {
      const filled = fill(pipe.path);
      await pump(reader, filled, write);
      return await filled;
    } finally {
      await reader.close();
      this.#free.push(pipe);
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
