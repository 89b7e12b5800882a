import { isWord, type Token, tokens } from './lexer.ts';

/** A `KILL QUERY`. The engine's ids are not the clients', so the endpoint itself finds the queries that are meant. */
export interface KillQuery {
  /** The condition as written, over the columns of `system.processes`. */
  readonly where: string;
  /** SYNC waits until the queries have ended, TEST only tells which they are. */
  readonly mode: 'SYNC' | 'ASYNC' | 'TEST';
  /** Whether the condition is so plain (columns, comparisons, literals; `query_id` among them) that anybody's may be evaluated. */
  readonly plain: boolean;
}

const plainWords = ['QUERY_ID', 'QUERY', 'USER', 'ELAPSED', 'AND', 'OR', 'NOT', 'IN', 'LIKE', 'ILIKE'];

/** Reads a `KILL QUERY … WHERE …`; undefined for another statement, `KILL MUTATION` too. */
export function killQuery(sql: string): KillQuery | undefined {
  const all = [...tokens(sql)];
  const from = all.findIndex((token) => isWord(token, 'WHERE'));
  if (!isWord(all[0], 'KILL') || !isWord(all[1], 'QUERY') || from < 0) return undefined;
  const condition = all.slice(from + 1, endOf(all));
  const first = condition[0];
  const last = condition.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const mode = all.findLast((token) => isWord(token, 'SYNC', 'ASYNC', 'TEST') && token.start >= last.end);
  return {
    where: sql.slice(first.start, last.end),
    mode: mode === undefined ? 'ASYNC' : asMode(mode),
    plain: isPlain(condition),
  };
}

/** Index of the first token behind the condition. */
function endOf(all: readonly Token[]): number {
  const isEnd = (token: Token, index: number) =>
    token.depth === 0 &&
    (token.text === ';' ||
      isWord(token, 'SYNC', 'ASYNC', 'TEST', 'SETTINGS') ||
      (isWord(token, 'FORMAT') && all[index + 1]?.kind === 'word'));
  const end = all.findIndex(isEnd);
  return end < 0 ? all.length : end;
}

function asMode(token: Token): KillQuery['mode'] {
  return isWord(token, 'SYNC') ? 'SYNC' : isWord(token, 'TEST') ? 'TEST' : 'ASYNC';
}

function isPlain(condition: readonly Token[]): boolean {
  const isPlainToken = (token: Token) =>
    ['string', 'number'].includes(token.kind) ||
    isWord(token, ...plainWords) ||
    (token.kind === 'symbol' && '()=<>!,'.includes(token.text));
  // A bracket that closes what the condition did not open would lead out of the brackets put around it.
  const isInside = (token: Token) => token.depth >= 0;
  return (
    condition.every((token) => isPlainToken(token) && isInside(token)) &&
    condition.some((token) => isWord(token, 'QUERY_ID'))
  );
}
