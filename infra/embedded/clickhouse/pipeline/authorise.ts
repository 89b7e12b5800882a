import { roleOf } from '../access-config.ts';
import { ServerError } from '../server-error.ts';
import { identifierName, isWord, type Token, tokens } from '../sql/lexer.ts';
import type { ClickHouseUser } from '../users.ts';
import type { Statement } from './classify.ts';
import type { QueryOptions } from './query-options.ts';

/**
 * What the engine's grants do not stop. All sessions are the engine's user `default`, so process lists show everybody's
 * statements; the scalar function `file()` reads any file whatever the grants; `merge()` reaches system tables by pattern.
 */
const hiddenFromReaders = new Set([
  'file',
  'merge',
  'catboostevaluate',
  'processes',
  'processlist',
  'yardstick_running',
  'yardstick_processes',
  'query_cache',
  'asynchronous_inserts',
]);

const reading: ReadonlySet<Statement['kind']> = new Set(['read', 'session', 'kill']);

/** What a client may name as `role=`: it has these anyway. */
function grantedRoles(user: ClickHouseUser): readonly string[] {
  return [roleOf(user) ?? 'admin', user.rights];
}

/** Refuses what the user may not do and the engine would allow. Throws ServerError. */
export function authorise(
  user: ClickHouseUser,
  statement: Statement,
  options: QueryOptions,
  readOnlyMethod: boolean,
): void {
  if (readOnlyMethod && !reading.has(statement.kind))
    throw readOnly(user, 'Cannot execute query in readonly mode: the method GET implies it. Use POST');
  // In a session that lives on the engine cannot be bound to reading, for that could not be undone.
  if (options.session !== undefined && Number(options.settings.get('readonly') ?? 0) > 0)
    if (!reading.has(statement.kind)) throw readOnly(user, 'Cannot execute query in readonly mode');
  for (const role of options.role)
    if (!grantedRoles(user).includes(role))
      throw new ServerError(512, 'SET_NON_GRANTED_ROLE', `Role ${role} is not granted to ${user.name}`);
  if (user.rights === 'reader') authoriseReader(user, statement, options);
}

function authoriseReader(user: ClickHouseUser, statement: Statement, options: QueryOptions): void {
  // A reader may end its own queries, and no more than that: see kill.ts.
  if (statement.kind === 'kill' && statement.kill.plain) return;
  if (statement.kind !== 'read' && statement.kind !== 'session')
    throw readOnly(user, 'Cannot execute query in readonly mode');
  const all = [...tokens(statement.sql)];
  if (statement.kind === 'session' && all.some((token) => isWord(token, 'ROLE')))
    throw denied(user, 'SET ROLE');
  for (const token of all) {
    const name = hiddenName(token);
    if (name !== undefined) throw denied(user, name);
  }
  // `{name:Identifier}` takes its identifier from a parameter.
  for (const value of options.params.values())
    if (isHidden(value.replaceAll(/[`"\s]/g, ''))) throw denied(user, value);
}

function hiddenName(token: Token): string | undefined {
  const name = identifierName(token);
  if (name === undefined) return undefined;
  // An escape inside quotes could spell any name.
  if (token.kind === 'quoted-identifier' && name.includes('\\')) return token.text;
  return isHidden(name) ? name : undefined;
}

function isHidden(name: string): boolean {
  return name.split('.').some((part) => hiddenFromReaders.has(part.toLowerCase()));
}

function readOnly(user: ClickHouseUser, message: string): ServerError {
  return new ServerError(164, 'READONLY', `${user.name}: ${message}.`);
}

function denied(user: ClickHouseUser, what: string): ServerError {
  return new ServerError(497, 'ACCESS_DENIED', `${user.name}: Not enough privileges to use ${what}.`);
}
