import { identifierName, isWord, type Token, tokens } from './lexer.ts';
import { quotedIdentifier, stringLiteral } from './literals.ts';

/** What only the endpoint knows of a request; the engine has ids of its own and one user. */
export interface RequestNames {
  readonly queryId: string;
  readonly user: string;
  readonly roles: RoleNames;
}

/** Names of roles as SQL gave them. */
export interface RoleNames {
  /** Those that the session has put on, or that the request names. */
  readonly current: readonly string[];
  /** The same with the roles granted to them. */
  readonly enabled: readonly string[];
  /** Those that a session of the user begins with. */
  readonly byDefault: readonly string[];
}

/** What stands for a table of `system`: a name or a subquery, made when it is asked for. */
export type SystemTables = ReadonlyMap<string, () => string>;

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
const roleFunctions = new Map<string, keyof RoleNames>([
  ['currentroles', 'current'],
  ['enabledroles', 'enabled'],
  ['defaultroles', 'byDefault'],
]);
const worthALook = /query_?id|user|roles|processes|processlist|quotas?_usage/i;

/**
 * A statement in which `queryID()`, `currentUser()`, `currentRoles()` and their like are answered, and tables of `system` that only the
 * endpoint can fill stand for what `tables` names: `processes`, and what is used of quotas. Only what is written outside strings is changed; columns keep their names.
 */
export function withEndpointNames(sql: string, names: RequestNames, tables: SystemTables): string {
  if (!worthALook.test(sql)) return sql;
  const all = [...tokens(sql)];
  if (isWord(all[0], 'SHOW') && isWord(all[1], 'PROCESSLIST'))
    return `SELECT * FROM ${tables.get('processes')?.()} ORDER BY elapsed DESC${sql.slice(all[1]?.end)}`;
  let changed = '';
  let copied = 0;
  for (const [index, token] of all.entries()) {
    const found = replacement(all, index, names, tables);
    if (found === undefined) continue;
    changed += sql.slice(copied, token.start) + found.text;
    copied = all[index + 2]?.end ?? token.end;
  }
  return changed + sql.slice(copied);
}

function replacement(
  all: readonly Token[],
  index: number,
  names: RequestNames,
  tables: SystemTables,
): { readonly text: string } | undefined {
  const [token, second, third] = all.slice(index, index + 3);
  if (token === undefined || second === undefined || third === undefined || all[index - 1]?.text === '.')
    return undefined;
  const table =
    second.text === '.' && nameOf(token) === 'system' ? tables.get(nameOf(third) ?? '') : undefined;
  if (table !== undefined) return { text: table() };
  if (token.kind !== 'word' || second.text !== '(' || third.text !== ')') return undefined;
  const value = answerOf(token.text.toLowerCase(), names);
  return value === undefined ? undefined : { text: constant(value, `${token.text}()`, all[index + 3]) };
}

/** What the function of that name would answer, as a literal. */
function answerOf(name: string, { queryId, user, roles }: RequestNames): string | undefined {
  if (idFunctions.has(name)) return stringLiteral(queryId);
  if (userFunctions.has(name)) return stringLiteral(user);
  const which = roleFunctions.get(name);
  if (which === undefined) return undefined;
  return `CAST([${[...roles[which]].sort().map(stringLiteral).join(', ')}], 'Array(String)')`;
}

/** The alias gives the column the name that the function would have given it. */
function constant(literal: string, name: string, next: Token | undefined): string {
  return isWord(next, 'AS') ? literal : `(${literal} AS ${quotedIdentifier(name)})`;
}

function nameOf(token: Token): string | undefined {
  return identifierName(token)?.toLowerCase();
}
