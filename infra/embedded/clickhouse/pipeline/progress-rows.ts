import type { Statement } from './classify.ts';
import type { QueryOptions } from './query-options.ts';
import type { ResultSink } from './result-sink.ts';

const formats = /^json(compact)?(strings)?eachrowwithprogress$/i;
const marker = '{"progress":';
const lineEnd = '\n'.charCodeAt(0);
/** Rows that come without any progress are kept back no longer than this. */
const mostHeldBytes = 1024 * 1024;

/** Whether rows in the format have lines `{"progress":…}` among them. */
export function tellsProgress(format: string): boolean {
  return formats.test(format);
}

/** Microseconds; the engine's default of a tenth of a second is made for terminals. */
const lookEvery = '10000';

/** The options of a request; for such rows the engine looks for progress more often, unless the client says how often. */
export function withProgressLooks(options: QueryOptions, statement: Statement): QueryOptions {
  if (statement.kind !== 'read' || !tellsProgress(statement.format)) return options;
  return { ...options, settings: new Map([['interactive_delay', lookEvery], ...options.settings]) };
}

/**
 * Puts the first line of progress before the rows, where a server has it: it tells what was read as soon as it is read. The
 * engine looks for progress only now and then and at the end, so the rows of a short query would come first.
 */
export class ProgressFirst {
  readonly #write: ResultSink['write'];
  #held: Buffer = Buffer.alloc(0);
  #passing = false;

  constructor(write: ResultSink['write']) {
    this.#write = write;
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#passing) return this.#write(chunk);
    const from = this.#held.length;
    this.#held = Buffer.concat([this.#held, chunk]);
    const line = this.#firstProgress(from);
    if (line !== undefined) this.#held = moved(this.#held, line);
    if (line !== undefined || this.#held.length >= mostHeldBytes) await this.end();
  }

  /** Hands on what is still kept back: there was no progress. */
  async end(): Promise<void> {
    this.#passing = true;
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    if (held.length > 0) await this.#write(held);
  }

  /** Where the line stands once it is there as a whole; `from` is where the last chunk begins. */
  #firstProgress(from: number): Line | undefined {
    const all = this.#held;
    // The marker, or its line, may have begun in an earlier chunk.
    const start = all.lastIndexOf(lineEnd, Math.max(0, from - 1)) + 1;
    for (let at = start; at < all.length; ) {
      const end = all.indexOf(lineEnd, at) + 1;
      if (end === 0) return undefined;
      if (all.toString('latin1', at, at + marker.length) === marker) return { start: at, end };
      at = end;
    }
    return undefined;
  }
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function moved(all: Buffer, { start, end }: Line): Buffer {
  return Buffer.concat([all.subarray(start, end), all.subarray(0, start), all.subarray(end)]);
}
