import type { Cursor } from './cursor.ts';
import { parseNameSet, parseNames, refuseCluster } from './parse-parts.ts';
import type { AccessChange } from './statement.ts';

/** What follows GRANT. */
export function parseGrant(cursor: Cursor): AccessChange {
  refuseCluster(cursor);
  if (cursor.sees('CURRENT', 'GRANTS')) throw cursor.unexpected();
  const probe = cursor.copy();
  const rights = cursor.sourceUntil(() => cursor.sees('TO'));
  const isRights = namesAnObject(probe);
  const roles = isRights ? undefined : parseNameSet(probe);
  if (!cursor.takes('TO')) throw cursor.unexpected();
  const to = parseNames(cursor);
  const options = parseOptions(cursor);
  return roles === undefined
    ? { kind: 'grant-rights', rights, to, option: options.has('GRANT'), replace: options.has('REPLACE') }
    : { kind: 'grant-roles', roles, to, option: options.has('ADMIN'), replace: options.has('REPLACE') };
}

/** What follows REVOKE. */
export function parseRevoke(cursor: Cursor): AccessChange {
  refuseCluster(cursor);
  const grantOption = cursor.takes('GRANT', 'OPTION', 'FOR');
  const adminOption = cursor.takes('ADMIN', 'OPTION', 'FOR');
  const probe = cursor.copy();
  const rights = cursor.sourceUntil(() => cursor.sees('FROM'));
  const roles = adminOption || !namesAnObject(probe) ? parseNameSet(probe) : undefined;
  if (!cursor.takes('FROM')) throw cursor.unexpected();
  const to = parseNames(cursor);
  if (!cursor.atEnd) throw cursor.unexpected();
  return roles === undefined
    ? { kind: 'revoke-rights', rights, to, option: grantOption, replace: false }
    : { kind: 'revoke-roles', roles, to, option: adminOption, replace: false };
}

/** What follows SET DEFAULT ROLE. */
export function parseSetDefaultRole(cursor: Cursor): AccessChange {
  const roles = parseNameSet(cursor);
  if (!cursor.takes('TO')) throw cursor.unexpected();
  return { kind: 'set-default-role', roles, to: parseNames(cursor) };
}

/** Rights are granted ON something; roles are not. The name of a role may be any, so only an ON outside of brackets tells. */
function namesAnObject(probe: Cursor): boolean {
  const copy = probe.copy();
  copy.sourceUntil(() => copy.sees('ON') || copy.sees('TO') || copy.sees('FROM'));
  return copy.sees('ON');
}

function parseOptions(cursor: Cursor): Set<string> {
  const options = new Set<string>();
  while (!cursor.atEnd) {
    const option = ['GRANT', 'ADMIN', 'REPLACE'].find((word) => cursor.takes('WITH', word, 'OPTION'));
    if (option === undefined) throw cursor.unexpected();
    options.add(option);
  }
  return options;
}
