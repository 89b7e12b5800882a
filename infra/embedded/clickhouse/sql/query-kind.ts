import type { Token } from './lexer.ts';

/** First words whose kind in `system.query_log` is not just their own spelling. */
const kinds = new Map([
  ['WITH', 'Select'],
  ['VALUES', 'Select'],
  ['FROM', 'Select'],
  ['DESC', 'Describe'],
  ['KILL', 'KillQuery'],
  ['TRUNCATE', 'Drop'],
  ['DETACH', 'Drop'],
  ['REPLACE', 'Create'],
  ['ATTACH', 'Create'],
]);

/** `query_kind` of a statement: Select, Insert, Create, …; empty for a text without words. */
export function queryKind(all: Iterable<Token>): string {
  for (const token of all) {
    if (token.text === '(') continue;
    if (token.kind !== 'word') return '';
    const word = token.text.toUpperCase();
    return kinds.get(word) ?? `${word.charAt(0)}${word.slice(1).toLowerCase()}`;
  }
  return '';
}
