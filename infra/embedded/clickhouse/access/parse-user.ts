import { ServerError } from '../server-error.ts';
import type { Cursor } from './cursor.ts';
import {
  type Clause,
  parseClauses,
  parseConditions,
  parseNameSet,
  parseNames,
  refuseCluster,
} from './parse-parts.ts';
import { parseSettings } from './parse-settings.ts';
import type { AccessChange, GivenAuthentication, UserChanges, Verb } from './statement.ts';

/** The clauses of CREATE and ALTER USER. */
const clauses: readonly Clause<UserChanges>[] = [
  (cursor) => (cursor.takes('RENAME', 'TO') ? { renameTo: cursor.name() } : undefined),
  (cursor) =>
    cursor.takes('NOT', 'IDENTIFIED')
      ? { authentication: [{ type: 'no_password', secret: undefined, salt: '' }] }
      : undefined,
  (cursor) => (cursor.takes('IDENTIFIED') ? { authentication: parseAuthentications(cursor) } : undefined),
  (cursor) => (cursor.takes('VALID', 'UNTIL') ? { validUntil: parseTime(cursor.text()) } : undefined),
  (cursor) => (cursor.takes('HOST') ? parseHost(cursor) : undefined),
  (cursor) => (cursor.takes('DEFAULT', 'ROLE') ? { defaultRoles: parseNameSet(cursor) } : undefined),
  (cursor) =>
    cursor.takes('DEFAULT', 'DATABASE')
      ? { defaultDatabase: cursor.takes('NONE') ? null : cursor.name() }
      : undefined,
  parseSettings,
];

/** The rest of CREATE, ALTER or DROP USER. Throws 48 for clauses that the embedded ClickHouse could not keep. */
export function parseUser(cursor: Cursor, verb: Verb): AccessChange {
  const { conditional, present } = parseConditions(cursor);
  const names = parseNames(cursor);
  refuseCluster(cursor);
  const changes = parseClauses(cursor, clauses);
  if (verb === 'DROP') return { kind: 'drop', what: 'user', names, ifExists: conditional };
  if (verb === 'ALTER') return { kind: 'alter-user', names, ifExists: conditional, changes };
  return {
    kind: 'create-user',
    names,
    present,
    changes,
  };
}

function parseAuthentications(cursor: Cursor): GivenAuthentication[] {
  const all = [parseAuthentication(cursor)];
  while (cursor.takesSymbol(',')) all.push(parseAuthentication(cursor));
  return all;
}

function parseAuthentication(cursor: Cursor): GivenAuthentication {
  const type = cursor.takes('WITH') && !cursor.sees('BY') ? cursor.name().toLowerCase() : 'sha256_password';
  if (!cursor.takes('BY')) return { type, secret: undefined, salt: '' };
  const secret = cursor.text();
  return { type, secret, salt: cursor.takes('SALT') ? cursor.text() : '' };
}

function parseTime(text: string): string | null {
  if (text.toLowerCase() === 'infinity') return null;
  const time = new Date(
    /(?:Z|[+-]\d\d:?\d\d)$/.test(text)
      ? text
      : `${text.replace(' ', 'T')}${/\d:\d/.test(text) ? '' : 'T00:00:00'}Z`,
  );
  if (Number.isNaN(time.getTime()))
    throw new ServerError(
      41,
      'CANNOT_PARSE_DATETIME',
      `Cannot read the time '${text}' of VALID UNTIL; write it as '2027-01-31 18:00:00' (UTC)`,
    );
  return time.toISOString();
}

/** Nobody comes from elsewhere than this machine, so only these two make sense. */
function parseHost(cursor: Cursor): UserChanges {
  if (cursor.takes('ANY') || cursor.takes('LOCAL')) return { closed: false };
  if (cursor.takes('NONE')) return { closed: true };
  throw cursor.unexpected();
}
