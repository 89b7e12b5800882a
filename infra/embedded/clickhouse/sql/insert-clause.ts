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
  /** Where `input(…)` stands in the target, for an INSERT that selects from its rows. */
  readonly input?: InputCall;
}

interface InputCall {
  readonly start: number;
  readonly end: number;
  /** The text in the brackets. */
  readonly structure: string;
}

/**
 * Reads an `INSERT … FORMAT name data`, `INSERT … VALUES data` or `INSERT … SELECT … FROM input('…') FORMAT name data`;
 * undefined for any other statement. `settingsAfterFormat`: whether `SETTINGS` may follow the format.
 */
export function insertClause(sql: string, settingsAfterFormat = false): InsertClause | undefined {
  const seen: Token[] = [];
  let settingsAt: number | undefined;
  let input: InputCall | undefined;
  let selects = false;
  for (const token of tokens(sql)) {
    const previous = seen.at(-1);
    if (seen.length === 0 && !isWord(token, 'INSERT')) return undefined;
    seen.push(token);
    if (isWord(token, 'INFILE')) return undefined;
    if (!isTarget(previous)) selects ||= isWord(token, 'SELECT', 'WITH');
    if (selects && token.text === ')') input ??= inputCall(sql, seen);
    if (isTarget(previous) || token.depth !== 0) continue;
    if (isWord(token, 'SETTINGS') && !selects) settingsAt = token.start;
    const format = isWord(previous, 'FORMAT') && !isTarget(seen.at(-3)) ? previous : undefined;
    if (isWord(token, 'VALUES') && !selects && format === undefined)
      return clause(sql, token, settingsAt, { format: 'Values', dataStart: token.end, values: true });
    if (format === undefined || token.kind !== 'word' || (selects && input === undefined)) continue;
    const settings = settingsAfterFormat ? settingsBehind(sql, token.end) : undefined;
    return clause(sql, format, settingsAt, {
      format: token.text,
      dataStart: settings?.end ?? dataAfter(sql, token.end),
      values: isWord(token, 'VALUES'),
      ...(settings === undefined ? {} : { settings: settings.text }),
      ...(input === undefined ? {} : { input }),
    });
  }
  return undefined;
}

/** The same insert, reading its rows from a file of the engine's machine. */
export function fromInfile(insert: InsertClause, path: string): string {
  const { target, settings, format, input } = insert;
  if (input === undefined)
    return `${target}\nFROM INFILE ${stringLiteral(path)} COMPRESSION 'none'\n${settings}\nFORMAT ${format}`;
  const file = `file(${stringLiteral(path)}, ${stringLiteral(format)}, ${input.structure}, 'none')`;
  return `${target.slice(0, input.start)}${file}${target.slice(input.end)}\n${settings}`;
}

/** `input('structure')` when the bracket just seen closes it. */
function inputCall(sql: string, seen: readonly Token[]): InputCall | undefined {
  const close = seen.at(-1);
  const open = seen.findLastIndex((token) => token.text === '(' && token.depth === close?.depth);
  const name = seen[open - 1];
  const from = seen[open - 2];
  if (close === undefined || name === undefined || !isWord(name, 'INPUT') || !isWord(from, 'FROM', 'JOIN'))
    return undefined;
  const structure = sql.slice(seen[open]?.end, close.start);
  return { start: name.start, end: close.end, structure };
}

const settingsList =
  /\s+SETTINGS\s+(?:[A-Za-z_]\w*\s*=\s*(?:'(?:[^'\\]|\\[\s\S]|'')*'|-?[\w.]+)\s*(?:,\s*(?=[A-Za-z_])|(?=[\s;]|$)))+;?[ \t\f]*\r?\n?/iy;

/** The clause behind the format's name, up to where data begins. */
function settingsBehind(
  sql: string,
  end: number,
): { readonly text: string; readonly end: number } | undefined {
  settingsList.lastIndex = end;
  const [text] = settingsList.exec(sql) ?? [];
  return text === undefined ? undefined : { text: text.trim().replace(/;$/, ''), end: end + text.length };
}

function clause(
  sql: string,
  keyword: Token,
  settingsAt: number | undefined,
  found: Pick<InsertClause, 'format' | 'dataStart' | 'values' | 'input'> & { readonly settings?: string },
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
