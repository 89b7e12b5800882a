import { ServerError } from '../server-error.ts';
import { isWord, type Token, tokens } from '../sql/lexer.ts';
import { Cursor } from './cursor.ts';
import type { NameSet } from './model.ts';
import { parseGrant, parseRevoke, parseSetDefaultRole } from './parse-grant.ts';
import {
  type Clause,
  parseClauses,
  parseConditions,
  parseNameSet,
  parseNames,
  refuseCluster,
} from './parse-parts.ts';
import { parsePolicy } from './parse-policy.ts';
import { parseQuota } from './parse-quota.ts';
import { parseProfile, parseSettings } from './parse-settings.ts';
import { parseShow } from './parse-show.ts';
import { parseUser } from './parse-user.ts';
import type { AccessChange, AccessStatement, RoleChanges, Verb } from './statement.ts';

/**
 * Reads a statement about users and rights; undefined for any other. The engine's own parser must have accepted the text before.
 * `asking` is the user whom CURRENT_USER means. Throws 48 for what the embedded ClickHouse does not do.
 */
export function parseAccess(sql: string, asking: string): AccessStatement | undefined {
  const all = [...tokens(sql)];
  const cursor = new Cursor(sql, all, asking);
  if (isWord(all[0], 'SHOW')) return parseShow(cursor);
  if (cursor.takes('SET', 'ROLE')) return { kind: 'set-role', roles: parseRolesToPutOn(cursor) };
  const change = parseChange(cursor, all);
  return change === undefined ? undefined : { kind: 'change', change };
}

function parseChange(cursor: Cursor, all: readonly Token[]): AccessChange | undefined {
  if (cursor.takes('GRANT')) return parseGrant(cursor);
  if (cursor.takes('REVOKE')) return parseRevoke(cursor);
  if (cursor.takes('SET', 'DEFAULT', 'ROLE')) return parseSetDefaultRole(cursor);
  if (cursor.sees('MOVE')) throw notHere('MOVE');
  if (cursor.sees('EXECUTE', 'AS')) throw notHere('EXECUTE AS');
  const verb = (['CREATE', 'ALTER', 'DROP'] as const).find((word) => isWord(all[0], word));
  if (verb === undefined) return undefined;
  cursor.takes(verb);
  if (cursor.takes('USER')) return parseUser(cursor, verb);
  if (cursor.takes('ROLE')) return parseRole(cursor, verb);
  if (cursor.takes('ROW', 'POLICY') || cursor.takes('POLICY')) return parsePolicy(cursor, verb);
  if (cursor.takes('QUOTA')) return parseQuota(cursor, verb);
  if (cursor.takes('SETTINGS', 'PROFILE') || cursor.takes('PROFILE')) return parseProfile(cursor, verb);
  if (cursor.sees('MASKING', 'POLICY')) throw notHere('MASKING POLICY');
  return undefined;
}

function parseRolesToPutOn(cursor: Cursor): NameSet | 'default' {
  const roles = cursor.takes('DEFAULT') ? 'default' : parseNameSet(cursor);
  if (!cursor.atEnd) throw cursor.unexpected();
  return roles;
}

function parseRole(cursor: Cursor, verb: Verb): AccessChange {
  const { conditional, present } = parseConditions(cursor);
  const names = parseNames(cursor);
  refuseCluster(cursor);
  const changes = parseClauses(cursor, roleClauses);
  if (verb === 'DROP') return { kind: 'drop', what: 'role', names, ifExists: conditional };
  if (verb === 'ALTER') return { kind: 'alter-role', names, ifExists: conditional, changes };
  return { kind: 'create-role', names, present, changes };
}

const roleClauses: readonly Clause<RoleChanges>[] = [
  (cursor) => (cursor.takes('RENAME', 'TO') ? { renameTo: cursor.name() } : undefined),
  parseSettings,
];

function notHere(what: string): ServerError {
  return new ServerError(
    48,
    'NOT_IMPLEMENTED',
    `The embedded ClickHouse has no ${what}: it could not be enforced. Users, roles, grants, row policies, quotas and settings profiles are there`,
  );
}
