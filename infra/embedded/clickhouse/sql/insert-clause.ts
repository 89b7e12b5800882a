import { isWord, type Token, tokens } from './lexer.ts';
import { stringLiteral } from './literals.ts';

/** An `INSERT` whose rows come as data behind the statement rather than from a query. */
export interface InsertClause {
  /** Text before `SETTINGS`, `FORMAT` or `VALUES`. */
  readonly target: string;
  /** The `SETTINGS …` clause, or nothing. */
  readonly settings: string;
  readonly format: string;
  /** Whether it was written as `VALUES (…)`. */
  readonly values: boolean;
  /** Offset in the text where the data begins. */
  readonly dataStart: number;
}

/** Reads an `INSERT … FORMAT name data` or `INSERT … VALUES data`; undefined for any other statement. */
export function insertClause(sql: string): InsertClause | undefined {
  const seen: Token[] = [];
  let settingsAt: number | undefined;
  for (const token of tokens(sql)) {
    const previous = seen.at(-1);
    if (seen.length === 0 && !isWord(token, 'INSERT')) return undefined;
    seen.push(token);
    if (isWord(token, 'SELECT', 'WITH', 'INFILE')) return undefined;
    if (isTarget(previous) || token.depth !== 0) continue;
    if (isWord(token, 'SETTINGS')) settingsAt = token.start;
    if (isWord(token, 'VALUES'))
      return clause(sql, token, settingsAt, { format: 'Values', dataStart: token.end, values: true });
    if (
      isWord(previous, 'FORMAT') &&
      previous !== undefined &&
      !isTarget(seen.at(-3)) &&
      token.kind === 'word'
    )
      return clause(sql, previous, settingsAt, {
        format: token.text,
        dataStart: dataAfter(sql, token.end),
        values: isWord(token, 'VALUES'),
      });
  }
  return undefined;
}

/** The same insert, reading its rows from a file of the engine's machine. */
export function fromInfile(insert: InsertClause, path: string): string {
  return `${insert.target}\nFROM INFILE ${stringLiteral(path)} COMPRESSION 'none'\n${insert.settings}\nFORMAT ${insert.format}`;
}

function clause(
  sql: string,
  keyword: Token,
  settingsAt: number | undefined,
  found: Pick<InsertClause, 'format' | 'dataStart' | 'values'>,
): InsertClause {
  const targetEnd = settingsAt ?? keyword.start;
  return { target: sql.slice(0, targetEnd), settings: sql.slice(targetEnd, keyword.start), ...found };
}

/** After these words comes the table's name, which may be any word. */
function isTarget(previous: Token | undefined): boolean {
  return isWord(previous, 'INTO', 'TABLE') || previous?.text === '.';
}

/** Where the server's own parser lets the data begin: after one semicolon, blanks and at most one line end. */
function dataAfter(sql: string, end: number): number {
  const skipped = /;?[ \t\f]*\r?\n?/y;
  skipped.lastIndex = end;
  return end + (skipped.exec(sql)?.[0].length ?? 0);
}
