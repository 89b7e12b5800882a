import { ServerError } from '../server-error.ts';
import type { InsertClause } from '../sql/insert-clause.ts';
import { type KillQuery, killQuery } from '../sql/kill-query.ts';
import { isWord, type Token, tokens } from '../sql/lexer.ts';
import { type OutputClause, outputClause } from '../sql/output-clause.ts';
import { formatName } from './query-options.ts';
import type { StatementText } from './read-statement.ts';

/** A statement as the rest of the pipeline treats it. */
export type Statement =
  /** Answers rows and changes nothing. */
  | { readonly kind: 'read'; readonly sql: string; readonly output: OutputClause; readonly format: string }
  /** INSERT whose rows come from the request's body. */
  | {
      readonly kind: 'insert-data';
      readonly sql: string;
      readonly insert: InsertClause;
      readonly data: AsyncIterable<Uint8Array>;
    }
  /** INSERT … SELECT, or short VALUES. */
  | { readonly kind: 'insert'; readonly sql: string }
  /** SET and USE. */
  | { readonly kind: 'session'; readonly sql: string }
  /** SET ROLE, which the endpoint remembers itself: the engine's roles are its own. Undefined: the default ones. */
  | { readonly kind: 'set-role'; readonly sql: string; readonly roles: readonly string[] | undefined }
  /** KILL QUERY. */
  | { readonly kind: 'kill'; readonly sql: string; readonly kill: KillQuery; readonly format: string }
  /** SYSTEM FLUSH LOGS, which the endpoint does itself: the log is its own. */
  | { readonly kind: 'flush-logs'; readonly sql: string }
  /** DDL, mutations, SYSTEM and whatever else. */
  | { readonly kind: 'command'; readonly sql: string; readonly format: string };

/** The engine's parser, see Engine. */
export interface Parser {
  classify(sql: string): Promise<{ readonly statementCount: number; readonly queryClass: number }>;
  syntaxError(sql: string): Promise<void>;
}

const readClass = 0;
const unparsable = 4;

/** Says what a text is. Throws ServerError when it is empty, does not parse, holds several statements or names files. */
export async function classify(
  text: StatementText,
  defaultFormat: string,
  parser: Parser,
): Promise<Statement> {
  const all = [...tokens(text.sql)];
  if (all.every((token) => token.text === ';'))
    throw new ServerError(
      62,
      'SYNTAX_ERROR',
      'Syntax error: failed at position 1 (end of query): Empty query',
    );
  refuseFiles(all);
  const { statementCount, queryClass } = await parser.classify(text.sql);
  if (queryClass === unparsable) throw await syntaxError(text.sql, parser);
  if (statementCount > 1) throw new ServerError(62, 'SYNTAX_ERROR', 'Multi-statements are not allowed');
  if (text.kind === 'insert-data') return text;
  const output = outputClause(text.sql);
  const format = formatName(output.format ?? defaultFormat);
  if (queryClass === readClass) return { kind: 'read', sql: text.sql, output, format };
  if (isWord(all[0], 'INSERT')) return { kind: 'insert', sql: text.sql };
  if (isWord(all[0], 'SET', 'USE')) return { kind: 'session', sql: text.sql };
  if (isWord(all[0], 'SYSTEM') && isWord(all[1], 'FLUSH') && isWord(all[2], 'LOGS'))
    return { kind: 'flush-logs', sql: text.sql };
  const kill = killQuery(text.sql);
  if (kill !== undefined) return { kind: 'kill', sql: text.sql, kill, format };
  return { kind: 'command', sql: text.sql, format };
}

/** Files of this machine are no client's business; the endpoint itself writes and reads through these clauses. */
function refuseFiles(all: readonly Token[]): void {
  for (const [index, token] of all.entries()) {
    if (!isWord(token, 'OUTFILE', 'INFILE') || all[index + 1]?.kind !== 'string') continue;
    throw new ServerError(48, 'NOT_IMPLEMENTED', `${token.text.toUpperCase()} is not allowed over HTTP`);
  }
}

async function syntaxError(sql: string, parser: Parser): Promise<ServerError> {
  try {
    await parser.syntaxError(sql);
  } catch (caught) {
    if (caught instanceof ServerError) return withoutQuestion(caught);
    throw caught;
  }
  return new ServerError(62, 'SYNTAX_ERROR', 'Syntax error: the statement could not be parsed');
}

/** The message ends with the question by which the error was found, where the engine tells of it. */
function withoutQuestion({ code, type, message }: ServerError): ServerError {
  return new ServerError(code, type, message.replace(/: In scope SELECT formatQuery\([\s\S]*$/, ''));
}
