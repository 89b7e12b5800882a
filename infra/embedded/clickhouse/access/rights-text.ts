import { isWord, type Token, tokens } from '../sql/lexer.ts';
import { quotedIdentifier } from '../sql/literals.ts';

/** Rights that are on something else than a table, such as a kind of source or a user. */
const otherObjects = ['READ', 'WRITE', 'DEFINER', 'COLLECTION', 'COLLECTIONS', 'IMPERSONATE', 'PROTOCOL'];

/** The same rights with the database written out where a table stands without one: what is kept has no current database. */
export function inDatabase(rights: string, database: string): string {
  const all = [...tokens(rights)];
  let text = '';
  let at = 0;
  for (const [index, token] of all.entries()) {
    if (!lacksDatabase(all, index)) continue;
    text += `${rights.slice(at, token.start)}${quotedIdentifier(database)}.`;
    at = token.start;
  }
  return text + rights.slice(at);
}

function lacksDatabase(all: readonly Token[], index: number): boolean {
  const isObject = isWord(all[index - 1], 'ON') && all[index - 1]?.depth === 0;
  if (!isObject || all[index + 1]?.text === '.') return false;
  return !all.slice(0, index).some((token) => isWord(token, ...otherObjects));
}
