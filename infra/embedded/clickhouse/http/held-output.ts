import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of an answer that are kept back until its status is known. */
export class HeldOutput {
  readonly #memoryBytes: number;
  readonly #folder: string | undefined;
  readonly #watch: (bytes: number) => Promise<void>;
  #chunks: Uint8Array[] = [];
  #length = 0;
  #path: string | undefined;
  #file: FileHandle | undefined;

  /**
   * Keeps up to `memoryBytes` in memory; what comes after goes to a file in `folder`, or is not taken when there is none.
   * `watch` is told of what comes next to the file, and rejects where it should not.
   */
  constructor(memoryBytes: number, folder: string | undefined, watch: (bytes: number) => Promise<void>) {
    this.#memoryBytes = memoryBytes;
    this.#folder = folder;
    this.#watch = watch;
  }

  /** Keeps a copy of a chunk; false when this was the last that is kept, so that what is held must be sent now. Rejects when the disk is full. */
  async add(chunk: Uint8Array): Promise<boolean> {
    if (this.#file !== undefined) {
      await this.#watch(chunk.length);
      await this.#file.writeFile(chunk);
      return true;
    }
    this.#chunks.push(Buffer.from(chunk));
    this.#length += chunk.length;
    if (this.#length < this.#memoryBytes) return true;
    if (this.#folder === undefined) return false;
    await this.#spill(this.#folder);
    return true;
  }

  /** All of it in order. */
  async *read(): AsyncGenerator<Uint8Array> {
    if (this.#path !== undefined) {
      await this.#close();
      yield* createReadStream(this.#path, { highWaterMark: 262_144 });
    } else if (this.#length > 0) yield Buffer.concat(this.#chunks);
  }

  /** What is held in memory, taken out. */
  take(): Uint8Array {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#length = 0;
    return all;
  }

  get inFile(): boolean {
    return this.#path !== undefined;
  }

  async discard(): Promise<void> {
    this.#chunks = [];
    await this.#close();
    if (this.#path !== undefined) await rm(this.#path, { force: true });
  }

  async #spill(folder: string): Promise<void> {
    this.#path = join(folder, `answer-${randomUUID()}`);
    this.#file = await open(this.#path, 'wx', 0o600);
    await this.#file.writeFile(this.take());
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}
