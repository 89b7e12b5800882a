import type { Logger } from 'pino';
import type { EngineSession } from '../engine/session.ts';
import { queryLogTable } from './views.ts';

/** A row of `system.query_log`; the table's defaults fill in the rest. */
export type LogRow = Readonly<Record<string, unknown>>;

const flushEveryMs = 1_000;
const rowsAtOnce = 1_000;
/** More than this are not kept when they cannot be written, on a full disk for example. */
const mostWaiting = 50_000;
const attempts = 5;

const insert = `INSERT INTO ${queryLogTable} SETTINGS async_insert = 0 FORMAT JSONEachRow`;

/**
 * `system.query_log`: rows are collected and written every second or every thousand, so no query waits for its log. A crash
 * loses the rows of the last second.
 */
export class QueryLogWriter {
  #session: EngineSession;
  readonly #log: Logger;
  #waiting: LogRow[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(session: EngineSession, log: Logger) {
    this.#session = session;
    this.#log = log;
  }

  /** Goes on in another session; the engine closed the former one. */
  reconnect(session: EngineSession): void {
    this.#session = session;
  }

  add(row: LogRow): void {
    this.#waiting.push(row);
    if (this.#waiting.length >= rowsAtOnce) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs).unref();
  }

  /** Resolves when every row added before is written or given up. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length > 0) this.#writing = this.#writing.then(() => this.#write(rows));
    return this.#writing;
  }

  async close(): Promise<void> {
    await this.flush();
    this.#session.close();
  }

  async #write(rows: readonly LogRow[]): Promise<void> {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    try {
      await this.#session.insertRows(insert, Buffer.from(lines));
      this.#failures = 0;
    } catch (error) {
      this.#log.warn({ error, rows: rows.length }, 'the query log could not be written');
      this.#failures += 1;
      if (this.#failures % attempts === 0) return;
      this.#waiting = [...rows, ...this.#waiting].slice(-mostWaiting);
      this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs * 10).unref();
    }
  }
}
