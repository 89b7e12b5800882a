import { statfs } from 'node:fs/promises';
import { ServerError } from '../server-error.ts';
import { isWord, type Token, tokens } from '../sql/lexer.ts';
import type { Statement } from './classify.ts';

/** How much of a body is written between two looks at the disk. */
const lookEveryBytes = 16 * 1024 * 1024;

/** Keeps some space free on the disk of the data folder: an engine without any cannot even merge or drop. */
export class DiskGuard {
  readonly #folder: string;
  readonly #freeBytes: number;

  constructor(folder: string, freeBytes: number) {
    this.#folder = folder;
    this.#freeBytes = freeBytes;
  }

  /**
   * The statement, if it may begin: what writes only while there is space, what reads or frees space always. Rows that
   * come with it are watched on their way to the disk. Throws ServerError 243.
   */
  async admit(statement: Statement): Promise<Statement> {
    if (!fillsDisk(statement)) return statement;
    await this.#assertSpace(0);
    return statement.kind === 'insert-data'
      ? { ...statement, data: this.watched(statement.data) }
      : statement;
  }

  /** The same chunks, while there is space for them. Throws ServerError 243. */
  async *watched(data: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const watch = this.watch();
    for await (const chunk of data) {
      await watch(chunk.length);
      yield chunk;
    }
  }

  /** To be told how many bytes come next to one file: looks at the disk now and then. Throws ServerError 243. */
  watch(): (bytes: number) => Promise<void> {
    let unseen = 0;
    return async (bytes) => {
      unseen += bytes;
      if (unseen < lookEveryBytes) return;
      await this.#assertSpace(bytes);
      unseen = 0;
    };
  }

  async #assertSpace(wanted: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.#folder);
    const free = bavail * bsize;
    if (free - wanted >= this.#freeBytes) return;
    throw new ServerError(
      243,
      'NOT_ENOUGH_SPACE',
      `Not enough space: ${mebibytes(free)} are free on the disk of the data folder, and ${mebibytes(this.#freeBytes)} are kept free. Nothing is written until there is more; reading, DROP, TRUNCATE and DELETE go on`,
    );
  }
}

/** Whether a statement may take a lot of disk. */
function fillsDisk(statement: Statement): boolean {
  switch (statement.kind) {
    case 'read':
    case 'session':
    case 'set-role':
    case 'kill':
    case 'flush-logs':
      return false;
    case 'insert-data':
    case 'insert':
      return true;
    case 'command':
      return commandFillsDisk([...tokens(statement.sql)]);
  }
}

function commandFillsDisk(all: readonly Token[]): boolean {
  const [first] = all;
  const has = (...words: string[]) => all.some((token) => isWord(token, ...words));
  // Definitions are small and a start needs them; rows that come along are not.
  if (isWord(first, 'CREATE', 'REPLACE', 'ATTACH'))
    return has('SELECT') && (!has('VIEW') || has('POPULATE') || has('REFRESH'));
  if (isWord(first, 'ALTER')) return !has('DROP', 'DELETE', 'CLEAR', 'DETACH');
  // A backup usually goes to another disk, and is wanted most when this one is full.
  return isWord(first, 'OPTIMIZE', 'UPDATE', 'RESTORE');
}

function mebibytes(bytes: number): string {
  return `${Math.floor(bytes / 2 ** 20).toLocaleString('en-US')} MiB`;
}
