import type { Cursor } from './cursor.ts';
import { parseNames, parsePolicyTargets, parseTable } from './parse-parts.ts';
import type { AccessQuestion, AccessStatement } from './statement.ts';

/** Reads SHOW about users and rights; undefined for any other SHOW. */
export function parseShow(cursor: Cursor): AccessStatement | undefined {
  cursor.takes('SHOW');
  const question = parseQuestion(cursor);
  if (question === undefined) return undefined;
  // LIKE and the rest would be taken for part of the answer.
  if (!endsHere(cursor)) throw cursor.unexpected();
  return { kind: 'question', question, rest: cursor.rest() };
}

function parseQuestion(cursor: Cursor): AccessQuestion | undefined {
  if (cursor.takes('USERS')) return { kind: 'show-users' };
  if (cursor.takes('CURRENT', 'ROLES')) return { kind: 'show-current-roles' };
  if (cursor.takes('ENABLED', 'ROLES')) return { kind: 'show-enabled-roles' };
  if (cursor.takes('ROLES')) return { kind: 'show-roles' };
  if (cursor.takes('ACCESS')) return { kind: 'show-access' };
  if (cursor.takes('GRANTS'))
    return { kind: 'show-grants', of: cursor.takes('FOR') ? parseNames(cursor) : undefined };
  if (cursor.takes('ROW', 'POLICIES') || cursor.takes('POLICIES'))
    return { kind: 'show-policies', on: cursor.takes('ON') ? parseTable(cursor) : undefined };
  if (cursor.takes('QUOTAS')) return { kind: 'show-quotas' };
  if (cursor.takes('SETTINGS', 'PROFILES') || cursor.takes('PROFILES')) return { kind: 'show-profiles' };
  if (cursor.takes('CURRENT', 'QUOTA') || cursor.takes('QUOTA')) return { kind: 'show-quota' };
  return cursor.takes('CREATE') ? parseShowCreate(cursor) : undefined;
}

function parseShowCreate(cursor: Cursor): AccessQuestion | undefined {
  if (cursor.takes('ROW', 'POLICY') || cursor.takes('POLICY'))
    return { kind: 'show-create-policy', targets: parsePolicyTargets(cursor) };
  if (cursor.takes('SETTINGS', 'PROFILES') || cursor.takes('PROFILES'))
    return { kind: 'show-create-profile', names: undefined };
  if (cursor.takes('SETTINGS', 'PROFILE') || cursor.takes('PROFILE'))
    return { kind: 'show-create-profile', names: cursor.names() };
  if (cursor.takes('QUOTAS')) return { kind: 'show-create-quota', names: undefined };
  if (cursor.takes('QUOTA')) {
    const current = endsHere(cursor) || cursor.takes('CURRENT');
    return { kind: 'show-create-quota', names: current ? 'current' : cursor.names() };
  }
  if (cursor.takes('ROLE')) return { kind: 'show-create', what: 'role', names: parseNames(cursor) };
  if (!cursor.takes('USER')) return undefined;
  const asking = endsHere(cursor) || cursor.takes('CURRENT_USER');
  return { kind: 'show-create', what: 'user', names: asking ? undefined : parseNames(cursor) };
}

/** Whether only what is about the answer follows. */
function endsHere(cursor: Cursor): boolean {
  return cursor.atEnd || cursor.sees('FORMAT') || cursor.sees('SETTINGS');
}
