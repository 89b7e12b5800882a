import { isWord, type Token, tokens } from './lexer.ts';
import { stringLiteral } from './literals.ts';

/**
 * A `KILL QUERY … query_id = 'x'` in terms the embedded engine knows: it gives statements ids of its own, ours stands in
 * the comment before them. `SYNC` is taken out because it was seen to hang.
 */
export function killByTag(sql: string, tagOf: (queryId: string) => string): string {
  const all = [...tokens(sql)].map((token) => (isWord(token, 'SYNC') ? { ...token, text: 'ASYNC' } : token));
  return all.map((token, index) => rewritten(all, token, index, tagOf)).join(' ');
}

function rewritten(
  all: readonly Token[],
  token: Token,
  index: number,
  tagOf: (queryId: string) => string,
): string {
  if (isQueryId(all, index)) return 'startsWith';
  if (isQueryId(all, index - 1)) return '(query,';
  if (isQueryId(all, index - 2)) return `${stringLiteral(tagOf(unquoted(token.text)))})`;
  return token.text;
}

function isQueryId(all: readonly Token[], index: number): boolean {
  return isWord(all[index], 'QUERY_ID') && all[index + 1]?.text === '=' && all[index + 2]?.kind === 'string';
}

function unquoted(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll("''", "'")
    .replaceAll(/\\([\s\S])/g, '$1');
}
