import { z } from 'zod';
import { asServerError, ServerError } from '../server-error.ts';
import type { Connection, Native, NativeInsert, NativeResult } from './native.ts';

const noData = new Uint8Array(0);
const jsonRows = z.array(z.array(z.unknown()));

/**
 * One engine session: its own settings, parameters, current database and temporary tables.
 * Calls are serialised by the engine; closing waits for the running one, because tearing a connection down
 * under a running call aborts the whole process.
 */
export class EngineSession {
  readonly #native: Native;
  readonly #connection: Connection;
  #running = 0;
  #closing = false;
  #markClosed: () => void = () => undefined;
  /** Resolves when the connection has gone. */
  readonly closed = new Promise<void>((resolve) => {
    this.#markClosed = resolve;
  });

  constructor(native: Native, connection: Connection) {
    this.#native = native;
    this.#connection = connection;
  }

  /** Runs one statement; the rows come as bytes in the format, all in memory. Throws ServerError. */
  run(sql: string, format = 'TabSeparated'): Promise<NativeResult> {
    return this.#call(() => this.#native.QueryAsyncConnection(this.#connection, sql, format));
  }

  /** The rows of a statement, as JSON has their values. Throws ServerError. */
  async rows(sql: string): Promise<unknown[][]> {
    const { bytes } = await this.run(sql, 'JSONCompactEachRow');
    const lines = Buffer.from(bytes).toString().split('\n');
    return jsonRows.parse(lines.filter((line) => line !== '').map((line) => JSON.parse(line)));
  }

  /** Runs one INSERT and answers the rows written. Throws ServerError. */
  insert(sql: string): Promise<NativeInsert> {
    return this.insertRows(sql, noData);
  }

  /** The same with the rows behind the statement; good for text formats only, binary ones are cut. Throws ServerError. */
  insertRows(sql: string, rows: Uint8Array): Promise<NativeInsert> {
    return this.#call(() => this.#native.InsertRawAsyncConnection(this.#connection, sql, rows, false));
  }

  /** Again is no harm. */
  close(): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#closeWhenIdle();
  }

  async #call<T>(start: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new ServerError(372, 'SESSION_NOT_FOUND', 'The session was closed');
    this.#running += 1;
    try {
      return await start();
    } catch (caught) {
      throw asServerError(caught);
    } finally {
      this.#running -= 1;
      if (this.#closing) this.#closeWhenIdle();
    }
  }

  #closeWhenIdle(): void {
    if (this.#running > 0) return;
    this.#native.CloseConnection(this.#connection);
    this.#markClosed();
  }
}
