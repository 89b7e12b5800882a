import { isUtf8 } from 'node:buffer';
import { ServerError } from '../server-error.ts';
import { insertClause } from './insert-clause.ts';
import { tokens } from './lexer.ts';
import { stringLiteral, unquoted } from './literals.ts';

/**
 * The text of a statement. The engine is handed text, so bytes that are not UTF-8 become escapes (`\xFF`), which mean the same
 * inside of string literals. Throws 62 where they stand elsewhere, or as data in a format that knows no such escapes.
 */
export function statementText(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  const text = marked(bytes);
  const insert = insertClause(text);
  if (insert !== undefined && insert.format.toUpperCase() !== 'VALUES') throw notUtf8();
  const parts: string[] = [];
  let at = 0;
  for (const token of tokens(text)) {
    const between = text.slice(at, token.start);
    // Comments; in data there are none.
    if (insert !== undefined && hasMarks(between)) throw notUtf8();
    parts.push(between.replaceAll(mark, '\ufffd'));
    if (token.kind === 'string') parts.push(escapedLiteral(token.text));
    else if (hasMarks(token.text)) throw notUtf8();
    else parts.push(token.text);
    at = token.end;
  }
  parts.push(text.slice(at).replaceAll(mark, '\ufffd'));
  return parts.join('');
}

/** The value of a query parameter, escaped as in TabSeparated. Throws 62 where a byte that is not UTF-8 cannot be escaped. */
export function parameterText(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString() : escaped(marked(bytes));
}

/** For bytes that would be changed by reading them as text. */
export function notUtf8(): ServerError {
  const where = 'bytes that are not UTF-8 can be in string literals and in rows behind FORMAT only';
  return new ServerError(62, 'SYNTAX_ERROR', `Syntax error: unrecognized token: ${where}`);
}

/** A byte that is not UTF-8, as a character that no UTF-8 stands for. */
const mark = /[\udc80-\udcff]/g;
const firstMark = 0xdc00;

function hasMarks(text: string): boolean {
  return text.search(mark) >= 0;
}

function escapedLiteral(literal: string): string {
  if (!hasMarks(literal)) return literal;
  // Texts in dollars or typographic quotes know no escapes.
  return escaped(literal.startsWith("'") ? literal : stringLiteral(unquoted(literal)));
}

function escaped(text: string): string {
  return text.replaceAll(/(\\*)([\udc80-\udcff])/g, (_all, before: string, byte: string) => {
    if (before.length % 2 === 1) throw notUtf8();
    return `${before}\\x${(byte.charCodeAt(0) - firstMark).toString(16)}`;
  });
}

function marked(bytes: Buffer): string {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(bytes.toString('utf8', start, at), String.fromCharCode(firstMark + (bytes[at] ?? 0)));
    at += 1;
    start = at;
  }
  parts.push(bytes.toString('utf8', start));
  return parts.join('');
}

/** Bytes of the character that begins there; 0 where none does. */
function characterLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  return length > 0 && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
