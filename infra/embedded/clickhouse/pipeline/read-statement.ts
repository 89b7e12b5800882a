import type { Readable } from 'node:stream';
import { ServerError } from '../server-error.ts';
import { type InsertClause, insertClause } from '../sql/insert-clause.ts';
import { notUtf8, statementText } from '../sql/statement-bytes.ts';
import { isOn } from './query-options.ts';

/** A statement's text, parted from the rows that an INSERT brings along. */
export type StatementText =
  | { readonly kind: 'statement'; readonly sql: string }
  | {
      readonly kind: 'insert-data';
      readonly sql: string;
      readonly insert: InsertClause;
      readonly data: AsyncIterable<Uint8Array>;
    };

export interface StatementOptions {
  /** The `query` parameter. */
  readonly query: string | undefined;
  readonly settings: ReadonlyMap<string, string>;
}

/** As much of a body as is searched for the end of an INSERT's head: the server's own default `max_query_size`. */
const headBytes = 262_144;
const mebibyte = 1024 * 1024;

/**
 * Reads the statement from the `query` parameter, the body, or both (the body continues the parameter).
 * Rows of an INSERT stay a stream, so their size is without limit. Throws 62 when the text is much longer than
 * `max_query_size`, which the engine itself takes exactly: the checks before it cost many times a text's memory.
 */
export async function readStatement(options: StatementOptions, body: Readable): Promise<StatementText> {
  const { query } = options;
  const chunks = body[Symbol.asyncIterator]();
  const longest = longestStatement(options);
  const find = (sql: string) => insertClause(sql, settingsAfterFormat(options));
  if (query !== undefined) {
    // A server puts a line end between the two.
    const head = `${query}\n`;
    const insert = find(head);
    if (insert === undefined && query.length > longest) throw tooLong();
    if (insert === undefined || insert.dataStart < query.trimEnd().length) {
      const rest = await readWhole(chunks, longest);
      if (rest.length === 0) return { kind: 'statement', sql: query };
      return { kind: 'statement', sql: statementText(Buffer.concat([Buffer.from(head), rest])) };
    }
    return { kind: 'insert-data', sql: head, insert, data: { [Symbol.asyncIterator]: () => chunks } };
  }
  return fromBody(chunks, find, longest);
}

/** The statement as it is logged: without rows. */
export function loggedText(text: StatementText): string {
  if (text.kind === 'insert-data') return text.sql.slice(0, text.insert.dataStart);
  const insert = insertClause(text.sql);
  return insert === undefined ? text.sql : text.sql.slice(0, insert.dataStart);
}

/** A server takes `FORMAT x SETTINGS …` for settings only when told so, because rows could begin with that word. */
function settingsAfterFormat({ settings }: StatementOptions): boolean {
  return isOn(settings.get('allow_settings_after_format_in_insert'));
}

/** Bytes; a session may have raised the setting in an earlier request. */
function longestStatement({ settings }: StatementOptions): number {
  const asked = Number(settings.get('max_query_size')) || 0;
  return Math.min(Math.max(asked, mebibyte), 16 * mebibyte);
}

async function fromBody(
  chunks: AsyncIterator<Buffer>,
  find: (sql: string) => InsertClause | undefined,
  longest: number,
): Promise<StatementText> {
  const head = await readHead(chunks, headBytes);
  const text = head.bytes.toString();
  const insert = find(text);
  // Short VALUES go to the engine as they are: they may hold placeholders, which a file may not.
  if (insert !== undefined && !(insert.values && head.ended)) {
    const sql = text.slice(0, insert.dataStart);
    const encoded = Buffer.from(sql);
    if (!encoded.equals(head.bytes.subarray(0, encoded.length))) throw notUtf8();
    const data = concat(head.bytes.subarray(encoded.length), chunks);
    return { kind: 'insert-data', sql, insert, data };
  }
  if (head.ended) return { kind: 'statement', sql: statementText(head.bytes) };
  const rest = await readWhole(chunks, longest - headBytes);
  return { kind: 'statement', sql: statementText(Buffer.concat([head.bytes, rest])) };
}

async function readWhole(chunks: AsyncIterator<Buffer>, limit: number): Promise<Buffer> {
  const { bytes, ended } = await readHead(chunks, limit);
  if (ended) return bytes;
  throw tooLong();
}

function tooLong(): ServerError {
  const message = 'Max query size exceeded (can be increased with the `max_query_size` setting)';
  return new ServerError(62, 'SYNTAX_ERROR', message);
}

async function readHead(
  chunks: AsyncIterator<Buffer>,
  limit: number,
): Promise<{ bytes: Buffer; ended: boolean }> {
  const parts: Buffer[] = [];
  for (let length = 0; length < limit; ) {
    const next = await chunks.next();
    if (next.done) return { bytes: Buffer.concat(parts), ended: true };
    parts.push(next.value);
    length += next.value.length;
  }
  return { bytes: Buffer.concat(parts), ended: false };
}

async function* concat(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}
