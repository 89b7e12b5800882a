import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { ServerError } from '../server-error.ts';
import { identifierName, isWord, type Token, tokens } from '../sql/lexer.ts';
import { unquoted } from '../sql/literals.ts';

/** Functions, engines and sources that take a path of this machine. */
const takePath = new Set([
  'file',
  'filecluster',
  'filesystem',
  'sqlite',
  'iceberglocal',
  'deltalakelocal',
  'paimonlocal',
  'catboostevaluate',
  'disk',
]);
/** These take a path as an address. */
const takeAddress = new Set(['url', 'urlcluster']);
const mayNamePath = /\(/;
const tableFollows = ['FROM', 'JOIN', 'INTO', 'TABLE', 'DESCRIBE', 'DESC', 'IN'];

/**
 * Holds everybody, admins too, to the files in `userFiles`, as a server does; the embedded engine itself reads any file.
 * `parameters` are values that may become identifiers. Throws 291.
 */
export function refuseMachineFiles(sql: string, parameters: Iterable<string>, userFiles: string): void {
  const all = [...tokens(sql)];
  // The engine holds these to its own folder of backups.
  if (isWord(all[0], 'BACKUP', 'RESTORE')) return;
  const check = (path: string) => {
    if (leads(path, userFiles)) throw outside(path);
  };
  for (const [index, token] of all.entries()) {
    const name = calledName(all, index);
    if (name !== undefined) checkCall(all, index, name, check);
    const [sign, value] = all.slice(index + 1, index + 3);
    if (sign?.text === '=' && value?.kind === 'string' && fileSettings.has(identifierName(token) ?? ''))
      check(unquoted(value.text));
    if (isTableName(all, index) && namesFile(unquoted(token.text))) check(unquoted(token.text));
  }
  for (const { kind, text } of all) if (kind === 'string') checkText(unquoted(text), check);
  for (const value of parameters) {
    if (namesFile(value)) check(value);
    checkText(value, check);
  }
}

/** Settings by which formats read and write files. */
const fileSettings = new Set([
  ...['format_template_row', 'format_template_resultset', 'output_format_schema', 'format_schema'],
  'input_format_record_errors_file_path',
]);

/** The same for settings of a request. Throws 291. */
export function refuseFileSettings(settings: ReadonlyMap<string, string>, userFiles: string): void {
  for (const [name, value] of settings)
    if (fileSettings.has(name) && leads(value, userFiles)) throw outside(value);
}

/** A text may be SQL to the engine: a filter among the settings, the columns of a table function. */
function checkText(text: string, check: (path: string) => void): void {
  if (!mayNamePath.test(text)) return;
  const all = [...tokens(text)];
  for (const index of all.keys())
    if (calledName(all, index) !== undefined)
      for (const inside of argumentsAt(all, index + 1))
        if (inside.kind === 'string') check(unquoted(inside.text));
}

/** The name of a function or the like that takes a path, in lower case. */
function calledName(all: readonly Token[], index: number): string | undefined {
  const token = all[index];
  const lower = token === undefined ? '' : (identifierName(token)?.toLowerCase() ?? '');
  if (!takePath.has(lower) && !takeAddress.has(lower)) return undefined;
  const applied =
    isWord(all[index - 1], 'APPLY') || (all[index - 1]?.text === '(' && isWord(all[index - 2], 'APPLY'));
  return all[index + 1]?.text === '(' || applied ? lower : undefined;
}

function checkCall(all: readonly Token[], index: number, name: string, check: (path: string) => void): void {
  const inside = argumentsAt(all, index + 1);
  for (const { kind, text } of inside) if (kind === 'string') check(unquoted(text));
  if (takeAddress.has(name)) return;
  // What is put together while the query runs cannot be looked at.
  const isEngine = all[index - 1]?.text === '=' || isWord(all[index - 2], 'SOURCE');
  const [first, second] = inside;
  const isLiteral = first?.kind === 'string' && (second === undefined || second.text === ',');
  const isPlain = inside.every(
    ({ kind, text }) => kind === 'word' || kind === 'string' || text === ',' || text === '=',
  );
  if (isEngine ? isPlain : isLiteral) return;
  throw new ServerError(
    291,
    'DATABASE_ACCESS_DENIED',
    `${name}() takes its path as a text: a file in user_files`,
  );
}

/** The tokens between a bracket and its end. */
function argumentsAt(all: readonly Token[], open: number): readonly Token[] {
  if (all[open]?.text !== '(') return [];
  const depth = all[open]?.depth ?? 0;
  const close = all.findIndex((token, index) => index > open && token.depth <= depth);
  return all.slice(open + 1, close < 0 ? undefined : close);
}

/** In the database `default` the engine takes the name of a table for that of a file. */
function isTableName(all: readonly Token[], index: number): boolean {
  const { kind } = all[index] ?? {};
  if (kind === 'quoted-identifier') return true;
  return kind === 'string' && isWord(all[index - 1], ...tableFollows);
}

function namesFile(name: string): boolean {
  if (/^file:/i.test(name)) return true;
  return (name.startsWith('/') || name.includes('..')) && (/[*?{]/.test(name) || existsSync(name));
}

/** Whether a path leads out of the folder. */
function leads(path: string, folder: string): boolean {
  if (/^file:/i.test(path) || path.startsWith('~')) return true;
  if (!path.startsWith('/') && !path.split('/').includes('..')) return false;
  return /^\.\.(?:\/|$)/.test(relative(folder, resolve(folder, path)));
}

function outside(path: string): ServerError {
  return new ServerError(
    291,
    'DATABASE_ACCESS_DENIED',
    `File ${JSON.stringify(path)} is not inside user_files of the data folder`,
  );
}
