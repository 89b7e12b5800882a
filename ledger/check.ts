import { type Selectable, sql } from 'kysely';
import type { CheckResultTable, LedgerDb } from './schema.ts';

export type CheckRecord = Readonly<Selectable<CheckResultTable>>;

export interface NewCheckResult {
  readonly runId: string;
  readonly asset: string;
  readonly version: number;
  /** The check's name within its asset: `unique(order_no, line_no)`. */
  readonly name: string;
  /** A blocking failure keeps the version from being released. */
  readonly blocking: boolean;
  readonly passed: boolean;
  readonly observed?: string;
  readonly expected?: string;
  readonly message?: string;
  /** SQL that shows the failing rows; never their values. */
  readonly query?: string;
}

/** Stores the result of a check on a version; checking it again in the same run replaces the result. */
export async function recordCheck(db: LedgerDb, result: NewCheckResult): Promise<void> {
  const { runId, asset, version, name, blocking, passed } = result;
  const found = {
    blocking,
    passed,
    observed: result.observed ?? null,
    expected: result.expected ?? null,
    message: result.message ?? null,
    query: result.query ?? null,
  };
  await db
    .insertInto('checkResult')
    .values({ runId, asset, version, name, ...found })
    .onConflict((conflict) =>
      conflict
        .columns(['runId', 'asset', 'version', 'name'])
        .doUpdateSet({ ...found, checkedAt: sql<string>`clock_timestamp()` }),
    )
    .execute();
}

/** Results of a run, of an asset, or of both, newest first, at most `limit` (default 1000). */
export async function checksOf(
  db: LedgerDb,
  of: { readonly runId?: string; readonly asset?: string; readonly limit?: number },
): Promise<readonly CheckRecord[]> {
  let query = db.selectFrom('checkResult').selectAll();
  if (of.runId !== undefined) query = query.where('runId', '=', of.runId);
  if (of.asset !== undefined) query = query.where('asset', '=', of.asset);
  return query
    .orderBy('id', 'desc')
    .limit(of.limit ?? 1000)
    .execute();
}
