import { isWord, type Token, tokens } from './lexer.ts';
import { stringLiteral } from './literals.ts';

/** A statement that answers rows, split where its `FORMAT` clause stands. */
export interface OutputClause {
  /** Text before `FORMAT`, without closing semicolons. */
  readonly statement: string;
  /** Format the text asks for; undefined when it leaves that to the caller. */
  readonly format: string | undefined;
  /** What follows the format's name: a `SETTINGS` clause or nothing. */
  readonly rest: string;
}

/** Finds the outermost `FORMAT name` at the end of a statement. */
export function outputClause(sql: string): OutputClause {
  const all = [...tokens(sql)];
  while (all.at(-1)?.text === ';') all.pop();
  const end = all.at(-1)?.end ?? 0;
  const at = all.findLastIndex((token, index) => isFormatClause(all, token, index));
  const name = all[at + 1];
  const keyword = all[at];
  if (at < 0 || keyword === undefined || name === undefined)
    return { statement: sql.slice(0, end), format: undefined, rest: '' };
  return { statement: sql.slice(0, keyword.start), format: name.text, rest: sql.slice(name.end, end) };
}

/** The statement with its rows written to a file or pipe of the engine's machine. */
export function intoOutfile(clause: OutputClause, path: string, format: string): string {
  return `${clause.statement}\nINTO OUTFILE ${stringLiteral(path)} TRUNCATE FORMAT ${format}${clause.rest}`;
}

function isFormatClause(all: readonly Token[], token: Token, index: number): boolean {
  if (!isWord(token, 'FORMAT') || token.depth !== 0 || index === 0) return false;
  const previous = all[index - 1];
  if (
    isWord(previous, 'FROM', 'JOIN', 'AS', 'SELECT', 'BY') ||
    previous?.text === '.' ||
    previous?.text === ','
  )
    return false;
  const after = all[index + 2];
  return all[index + 1]?.kind === 'word' && (after === undefined || isWord(after, 'SETTINGS'));
}
