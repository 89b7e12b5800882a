import { ServerError } from '../server-error.ts';
import type { Cursor } from './cursor.ts';
import { type NameSet, nobody } from './model.ts';
import type { IfPresent, PolicyTarget } from './statement.ts';

/** `IF EXISTS`, `IF NOT EXISTS` and `OR REPLACE`, which stand behind the kind of thing. */
export function parseConditions(cursor: Cursor): { conditional: boolean; present: IfPresent } {
  if (cursor.takes('OR', 'REPLACE')) return { conditional: false, present: 'replace' };
  const conditional = cursor.takes('IF', 'NOT', 'EXISTS') || cursor.takes('IF', 'EXISTS');
  return { conditional, present: conditional ? 'keep' : 'fail' };
}

/** A clause of a statement: what it changes; undefined where another one comes next. */
export type Clause<Changes> = (cursor: Cursor) => Changes | undefined;

/** The clauses up to the end, in whatever order they come; the last of a kind counts. Throws 48 for one that is not known. */
export function parseClauses<Changes extends object>(
  cursor: Cursor,
  clauses: readonly Clause<Changes>[],
): Partial<Changes> {
  let changes: Partial<Changes> = {};
  while (!cursor.atEnd) changes = { ...changes, ...nextClause(cursor, clauses) };
  return changes;
}

function nextClause<Changes>(cursor: Cursor, clauses: readonly Clause<Changes>[]): Changes {
  for (const clause of clauses) {
    const changes = clause(cursor);
    if (changes !== undefined) return changes;
  }
  throw cursor.unexpected();
}

/** Names of users or roles. A host behind the name, `name@'%'`, may only be any. */
export function parseNames(cursor: Cursor): string[] {
  const names: string[] = [];
  do {
    names.push(cursor.principal());
    if (cursor.takesSymbol('@') && !['%', 'localhost', '127.0.0.1'].includes(cursor.name()))
      throw new ServerError(
        48,
        'NOT_IMPLEMENTED',
        'The embedded ClickHouse listens on 127.0.0.1 only and knows no other hosts',
      );
  } while (cursor.takesSymbol(','));
  return names;
}

/** `NONE`, `ALL`, `ALL EXCEPT a, b` or `a, b`. */
export function parseNameSet(cursor: Cursor): NameSet {
  if (cursor.takes('NONE')) return nobody;
  if (!cursor.takes('ALL') && !cursor.takes('ANY')) return { ...nobody, names: parseNames(cursor) };
  return { all: true, names: [], except: cursor.takes('EXCEPT') ? parseNames(cursor) : [] };
}

/** Conditions, names and `ON CLUSTER`, with which every statement about something named begins. */
export function parseHead(cursor: Cursor): {
  readonly conditional: boolean;
  readonly present: IfPresent;
  readonly names: readonly string[];
} {
  const conditions = parseConditions(cursor);
  const names = cursor.names();
  refuseCluster(cursor);
  return { ...conditions, names };
}

export function refuseCluster(cursor: Cursor): void {
  if (!cursor.sees('ON', 'CLUSTER')) return;
  throw new ServerError(
    701,
    'CLUSTER_DOESNT_EXIST',
    'The embedded ClickHouse is a single server: leave out ON CLUSTER',
  );
}

/** `db.table`, `table` or `db.*`. */
export function parseTable(cursor: Cursor): Omit<PolicyTarget, 'name'> {
  if (cursor.takesSymbol('*')) return { database: undefined, table: '*' };
  const first = cursor.name();
  if (!cursor.takesSymbol('.')) return { database: undefined, table: first };
  return { database: first, table: cursor.takesSymbol('*') ? '*' : cursor.name() };
}

/** `p1, p2 ON db.t1, db.t2` and more of the same after commas: every policy on every table. */
export function parsePolicyTargets(cursor: Cursor): PolicyTarget[] {
  const names = cursor.names();
  refuseCluster(cursor);
  if (!cursor.takes('ON')) throw cursor.unexpected();
  const tables = [parseTable(cursor)];
  while (cursor.takesSymbol(',')) tables.push(parseTable(cursor));
  refuseCluster(cursor);
  return names.flatMap((name) => tables.map((table) => ({ name, ...table })));
}
