import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { tellsProgress } from '../pipeline/progress-rows.ts';
import { nothing, type Progress, type QuerySummary, type ResultSink } from '../pipeline/result-sink.ts';
import type { ServerError } from '../server-error.ts';
import { type OutputFormats, outputFormat } from './content-type.ts';
import { type AnswerEncoding, encoded, plainAnswer } from './encode-body.ts';
import { exceptionRow } from './exception-row.ts';
import { HeldOutput } from './held-output.ts';
import { ProgressHeaders, type ProgressWish } from './progress-headers.ts';
import { httpStatus, retryAfterSeconds } from './status.ts';
import { summaryHeader } from './summary-header.ts';

export interface SinkOptions {
  readonly version: string;
  readonly formats: OutputFormats;
  /** An error within so many bytes still gets its own status. */
  readonly heldBytes: number;
  /** Where the rest is held when the client waits for the end of the query; undefined when it does not. */
  readonly spool: string | undefined;
  /** Told of what is held on disk, see `DiskGuard`. */
  readonly watch: (bytes: number) => Promise<void>;
  readonly progress: ProgressWish | undefined;
  /** Whether an error behind rows is to be a row itself, where the format has such. */
  readonly exceptionRows: boolean;
}

/** Writes a query's result as an HTTP response. */
export class ResponseSink implements ResultSink {
  readonly #response: ServerResponse;
  readonly #options: SinkOptions;
  /** Plain until the user is known: an error before that is answered to anybody. */
  encoding: AnswerEncoding = plainAnswer;
  readonly #tag = randomBytes(8).toString('hex');
  readonly #startedAt = performance.now();
  readonly #held: HeldOutput;
  readonly #progress: ProgressHeaders | undefined;
  #body: Writable | undefined;
  #format = 'TabSeparated';
  #unwritable: unknown;
  #seen: Progress = nothing.progress;

  constructor(response: ServerResponse, options: SinkOptions) {
    this.#response = response;
    this.#options = options;
    this.#held = new HeldOutput(options.heldBytes, options.spool, options.watch);
    if (options.progress !== undefined) this.#progress = new ProgressHeaders(response, options.progress);
  }

  get followed(): boolean {
    return this.#progress !== undefined;
  }

  begin(format: string): void {
    this.#format = format;
  }

  progress(progress: Progress): void {
    this.#seen = progress;
    this.#progress?.send(progress);
  }

  async write(chunk: Uint8Array): Promise<void> {
    // Without a client, or without a place to hold it, the engine's remaining output is dropped.
    if (this.#response.destroyed || this.#unwritable !== undefined) return;
    if (this.#body !== undefined) return this.#send(this.#body, chunk);
    if ((await this.#kept(chunk)) && !this.#goesAtOnce()) return;
    this.#summarise({ ...nothing, progress: this.#seen });
    await this.#send(this.#open(200, this.#contentType()), this.#held.take());
  }

  /** Ends the answer. Throws what kept the answer from being held. */
  async finish(summary: QuerySummary): Promise<void> {
    if (this.#unwritable !== undefined) throw this.#unwritable;
    if (this.#body !== undefined) {
      this.#body.end();
      return;
    }
    this.#summarise(summary);
    const body = this.#open(200, this.#contentType());
    if (!this.#held.inFile) {
      body.end(this.#held.take());
      return;
    }
    for await (const chunk of this.#held.read()) {
      if (this.#response.destroyed) break;
      await this.#send(body, chunk);
    }
    body.end();
  }

  /**
   * Before the first byte: status and text. After it: the trailer that clients look for, and a proper end. A broken connection
   * would take the text from a client that reads slowly, or the next request of one that had the end already.
   */
  fail(error: ServerError): void {
    const text = error.text(this.#options.version);
    const row = this.#options.exceptionRows ? exceptionRow(this.#format, text) : undefined;
    if (this.#body !== undefined) {
      this.#body.end(row ?? this.#trailer(text));
      return;
    }
    this.#response.setHeader('X-ClickHouse-Exception-Code', error.code);
    const retryAfter = retryAfterSeconds(error.code);
    if (retryAfter !== undefined) this.#response.setHeader('Retry-After', retryAfter);
    const rows = this.#held.take();
    if (row === undefined || rows.length === 0)
      this.#open(httpStatus(error.code), 'text/plain; charset=UTF-8').end(text);
    else this.#open(httpStatus(error.code), this.#contentType()).end(Buffer.concat([rows, Buffer.from(row)]));
  }

  /** Removes what was held on disk; called when the answer is over. */
  release(): Promise<void> {
    return this.#held.discard();
  }

  /** Whoever asks for progress wants it as it comes, so an error finds the status told, as in a server. */
  #goesAtOnce(): boolean {
    return this.#options.spool === undefined && tellsProgress(this.#format);
  }

  async #kept(chunk: Uint8Array): Promise<boolean> {
    try {
      return await this.#held.add(chunk);
    } catch (caught) {
      this.#unwritable = caught;
      return true;
    }
  }

  /** A head that goes out before the end tells what is known by then, as a server's does. */
  #summarise(summary: QuerySummary): void {
    const elapsedMs = performance.now() - this.#startedAt;
    this.#response.setHeader('X-ClickHouse-Summary', summaryHeader(summary, elapsedMs));
  }

  #contentType(): string {
    return outputFormat(this.#options.formats, this.#format).contentType;
  }

  #open(status: number, type: string): Writable {
    this.#response.setHeader('Content-Type', type);
    this.#response.setHeader('X-ClickHouse-Format', outputFormat(this.#options.formats, this.#format).name);
    this.#response.setHeader('X-ClickHouse-Exception-Tag', this.#tag);
    const { contentEncoding } = this.encoding;
    if (contentEncoding !== undefined) this.#response.setHeader('Content-Encoding', contentEncoding);
    this.#progress?.end();
    this.#response.writeHead(status);
    this.#body = encoded(this.#response, this.encoding);
    return this.#body;
  }

  /** Sends a chunk, whose memory the caller has again when this resolves. */
  async #send(body: Writable, chunk: Uint8Array): Promise<void> {
    // A large one to the connection itself has been sent when the connection asks for more.
    const sentAtDrain = body === this.#response && chunk.length >= body.writableHighWaterMark;
    if (body.write(sentAtDrain ? chunk : Buffer.from(chunk))) return;
    const gone = new AbortController();
    const stop = () => gone.abort();
    this.#response.once('close', stop);
    await once(body, 'drain', { signal: gone.signal }).catch(() => undefined);
    this.#response.off('close', stop);
  }

  #trailer(text: string): string {
    const message = text.endsWith('\n') ? text : `${text}\n`;
    return `\r\n__exception__\r\n${this.#tag}\r\n${message}${Buffer.byteLength(message)} ${this.#tag}\r\n__exception__\r\n`;
  }
}
