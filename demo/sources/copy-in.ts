import type { Submittable } from 'pg';
import type { Row } from '../company/tables.ts';

/** The part of pg's connection that COPY needs and its types leave out. */
interface CopyConnection {
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

const rowsPerChunk = 500;

/** `COPY … FROM STDIN` of rows held in memory; hand it to `client.query` and await `done`. */
export class CopyIn implements Submittable {
  readonly done: Promise<void>;
  readonly #sql: string;
  readonly #columns: readonly string[];
  readonly #rows: readonly Row[];
  #resolve: () => void = () => undefined;
  #reject: (reason: unknown) => void = () => undefined;

  constructor(table: string, columns: readonly string[], rows: readonly Row[]) {
    this.#sql = `COPY ${table} (${columns.join(', ')}) FROM STDIN`;
    this.#columns = columns;
    this.#rows = rows;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit = (connection: unknown): void => {
    if (!isCopyConnection(connection)) throw new TypeError('This version of pg has no COPY messages.');
    connection.query(this.#sql);
  };

  handleCopyInResponse(connection: CopyConnection): void {
    for (let at = 0; at < this.#rows.length; at += rowsPerChunk) {
      const lines = this.#rows.slice(at, at + rowsPerChunk).map((row) => copyLine(row, this.#columns));
      connection.sendCopyFromChunk(Buffer.from(lines.join('')));
    }
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#resolve();
  }

  handleError(error: unknown): void {
    this.#reject(error);
  }
}

function copyLine(row: Row, columns: readonly string[]): string {
  return `${columns.map((column) => copyCell(row[column])).join('\t')}\n`;
}

function copyCell(cell: Row[string] | undefined): string {
  if (cell === null || cell === undefined) return '\\N';
  if (typeof cell !== 'string') return String(cell);
  return /[\\\t\n\r]/.test(cell) ? cell.replace(/[\\\t\n\r]/g, escapeLetter) : cell;
}

function escapeLetter(letter: string): string {
  return { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }[letter] ?? letter;
}

function isCopyConnection(connection: unknown): connection is CopyConnection {
  return typeof connection === 'object' && connection !== null && 'sendCopyFromChunk' in connection;
}
