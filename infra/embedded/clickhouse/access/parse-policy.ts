import type { Cursor } from './cursor.ts';
import {
  type Clause,
  parseClauses,
  parseConditions,
  parseNameSet,
  parsePolicyTargets,
  refuseCluster,
} from './parse-parts.ts';
import type { AccessChange, PolicyChanges, Verb } from './statement.ts';

const clauses: readonly Clause<PolicyChanges>[] = [
  (cursor) => (cursor.takes('RENAME', 'TO') ? { renameTo: cursor.name() } : undefined),
  (cursor) => (cursor.takes('FOR', 'SELECT') ? {} : undefined),
  (cursor) => (cursor.takes('USING') ? parseCondition(cursor) : undefined),
  (cursor) => (cursor.takes('AS', 'PERMISSIVE') ? { restrictive: false } : undefined),
  (cursor) => (cursor.takes('AS', 'RESTRICTIVE') ? { restrictive: true } : undefined),
  (cursor) => (cursor.takes('TO') ? { to: parseNameSet(cursor) } : undefined),
];

/** The rest of CREATE, ALTER or DROP ROW POLICY. */
export function parsePolicy(cursor: Cursor, verb: Verb): AccessChange {
  const { conditional, present } = parseConditions(cursor);
  const targets = parsePolicyTargets(cursor);
  refuseCluster(cursor);
  const changes = parseClauses(cursor, clauses);
  if (verb === 'DROP') return { kind: 'drop-policy', targets, ifExists: conditional };
  if (verb === 'ALTER') return { kind: 'alter-policy', targets, ifExists: conditional, changes };
  return {
    kind: 'create-policy',
    targets,
    present,
    changes,
  };
}

function parseCondition(cursor: Cursor): PolicyChanges {
  if (cursor.takes('NONE')) return { using: null };
  return {
    using: cursor.sourceUntil(
      () => cursor.sees('AS', 'PERMISSIVE') || cursor.sees('AS', 'RESTRICTIVE') || cursor.sees('TO'),
    ),
  };
}
