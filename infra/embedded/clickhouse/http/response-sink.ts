import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { QuerySummary, ResultSink } from '../pipeline/result-sink.ts';
import type { ServerError } from '../server-error.ts';
import { contentType } from './content-type.ts';
import { httpStatus, retryAfterSeconds } from './status.ts';

/** As a server does: an error within the first MiB still gets its own status. */
const heldBytes = 1024 * 1024;

/** Writes a query's result as an HTTP response. */
export class ResponseSink implements ResultSink {
  readonly #response: ServerResponse;
  readonly #version: string;
  readonly #gzip: boolean;
  readonly #tag = randomBytes(8).toString('hex');
  readonly #startedAt = performance.now();
  #held: Uint8Array[] = [];
  #heldLength = 0;
  #body: Writable | undefined;
  #format = 'TabSeparated';

  constructor(response: ServerResponse, version: string, gzip: boolean) {
    this.#response = response;
    this.#version = version;
    this.#gzip = gzip;
  }

  begin(format: string): void {
    this.#format = format;
  }

  async write(chunk: Uint8Array): Promise<void> {
    // Without a client the engine's remaining output is dropped.
    if (this.#response.destroyed) return;
    if (this.#body !== undefined) return this.#send(this.#body, chunk);
    this.#held.push(chunk);
    this.#heldLength += chunk.length;
    if (this.#heldLength >= heldBytes)
      await this.#send(this.#open(200, contentType(this.#format)), this.#takeHeld());
  }

  finish(summary: QuerySummary): void {
    if (this.#body !== undefined) {
      this.#body.end();
      return;
    }
    this.#response.setHeader(
      'X-ClickHouse-Summary',
      summaryHeader(summary, performance.now() - this.#startedAt),
    );
    this.#open(200, contentType(this.#format)).end(this.#takeHeld());
  }

  /** Before the first byte: status and text. After it: the trailer that clients look for, then a broken connection. */
  fail(error: ServerError): void {
    const text = error.text(this.#version);
    if (this.#body !== undefined) {
      this.#body.end(this.#trailer(text), () => this.#response.socket?.destroySoon());
      return;
    }
    this.#response.setHeader('X-ClickHouse-Exception-Code', error.code);
    const retryAfter = retryAfterSeconds(error.code);
    if (retryAfter !== undefined) this.#response.setHeader('Retry-After', retryAfter);
    this.#open(httpStatus(error.code), 'text/plain; charset=UTF-8').end(text);
  }

  #open(status: number, type: string): Writable {
    this.#response.setHeader('Content-Type', type);
    this.#response.setHeader('X-ClickHouse-Format', this.#format);
    this.#response.setHeader('X-ClickHouse-Exception-Tag', this.#tag);
    if (this.#gzip) this.#response.setHeader('Content-Encoding', 'gzip');
    this.#response.writeHead(status);
    this.#body = this.#response;
    if (!this.#gzip) return this.#response;
    const gzip = createGzip({ level: 3 });
    gzip.pipe(this.#response);
    this.#body = gzip;
    return gzip;
  }

  async #send(body: Writable, chunk: Uint8Array): Promise<void> {
    if (body.write(chunk)) return;
    const gone = new AbortController();
    const stop = () => gone.abort();
    this.#response.once('close', stop);
    await once(body, 'drain', { signal: gone.signal }).catch(() => undefined);
    this.#response.off('close', stop);
  }

  #takeHeld(): Uint8Array {
    const all = Buffer.concat(this.#held);
    this.#held = [];
    return all;
  }

  #trailer(text: string): string {
    const message = text.endsWith('\n') ? text : `${text}\n`;
    return `\r\n__exception__\r\n${this.#tag}\r\n${message}${Buffer.byteLength(message)} ${this.#tag}\r\n__exception__\r\n`;
  }
}

/** Rows scanned are not known to the embedded engine's caller, so they read 0. */
function summaryHeader(summary: QuerySummary, elapsedMs: number): string {
  return JSON.stringify({
    read_rows: '0',
    read_bytes: '0',
    written_rows: String(summary.writtenRows),
    written_bytes: String(summary.writtenBytes),
    total_rows_to_read: '0',
    result_rows: String(summary.resultRows || summary.writtenRows),
    result_bytes: String(summary.writtenBytes),
    elapsed_ns: String(Math.round(elapsedMs * 1e6)),
  });
}
