import { identifierName, isWord, type Token, tokens } from './lexer.ts';
import { quotedIdentifier, stringLiteral } from './literals.ts';

/** What only the endpoint knows of a request; the engine has ids of its own and one user. */
export interface RequestNames {
  readonly queryId: string;
  readonly user: string;
}

const idFunctions = new Set([
  'queryid',
  'query_id',
  'currentqueryid',
  'current_query_id',
  'initialqueryid',
  'initial_query_id',
]);
const userFunctions = new Set([
  'currentuser',
  'current_user',
  'user',
  'session_user',
  'authenticateduser',
  'authuser',
]);
const worthALook = /query_?id|user|processes|processlist/i;

/**
 * A statement in which `queryID()`, `currentUser()` and their like are answered, and `system.processes` is the view that
 * shows ids and users of clients. Only what is written outside strings is changed; columns keep their names.
 */
export function withEndpointNames(sql: string, names: RequestNames, processes: string): string {
  if (!worthALook.test(sql)) return sql;
  const all = [...tokens(sql)];
  if (isWord(all[0], 'SHOW') && isWord(all[1], 'PROCESSLIST'))
    return `SELECT * FROM ${processes} ORDER BY elapsed DESC${sql.slice(all[1]?.end)}`;
  let changed = '';
  let copied = 0;
  for (const [index, token] of all.entries()) {
    const found = replacement(all, index, names, processes);
    if (found === undefined) continue;
    changed += sql.slice(copied, token.start) + found.text;
    copied = all[index + 2]?.end ?? token.end;
  }
  return changed + sql.slice(copied);
}

function replacement(
  all: readonly Token[],
  index: number,
  { queryId, user }: RequestNames,
  processes: string,
): { readonly text: string } | undefined {
  const [token, second, third] = all.slice(index, index + 3);
  if (token === undefined || second === undefined || third === undefined || all[index - 1]?.text === '.')
    return undefined;
  if (second.text === '.' && nameOf(token) === 'system' && nameOf(third) === 'processes')
    return { text: processes };
  if (token.kind !== 'word' || second.text !== '(' || third.text !== ')') return undefined;
  const name = token.text.toLowerCase();
  const value = idFunctions.has(name) ? queryId : userFunctions.has(name) ? user : undefined;
  return value === undefined ? undefined : { text: constant(value, `${token.text}()`, all[index + 3]) };
}

/** The alias gives the column the name that the function would have given it. */
function constant(value: string, name: string, next: Token | undefined): string {
  const literal = stringLiteral(value);
  return isWord(next, 'AS') ? literal : `(${literal} AS ${quotedIdentifier(name)})`;
}

function nameOf(token: Token): string | undefined {
  return identifierName(token)?.toLowerCase();
}
