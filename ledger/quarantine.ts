import { type Selectable, sql } from 'kysely';
import type { LedgerDb, QuarantineSummaryTable } from './schema.ts';

/** How many rows of a version a rule has set aside; the rows themselves are in the warehouse. */
export type QuarantineRecord = Readonly<Selectable<QuarantineSummaryTable>>;

/** Stores the count; a second call for the same version and rule replaces it. */
export async function recordQuarantine(
  db: LedgerDb,
  { asset, version, rule, rows }: Omit<QuarantineRecord, 'recordedAt'>,
): Promise<void> {
  await db
    .insertInto('quarantineSummary')
    .values({ asset, version, rule, rows })
    .onConflict((conflict) =>
      conflict
        .columns(['asset', 'version', 'rule'])
        .doUpdateSet({ rows, recordedAt: sql<string>`clock_timestamp()` }),
    )
    .execute();
}

/** The counts of an asset and version, or of everything that is not narrowed, newest version first. */
export async function quarantineOf(
  db: LedgerDb,
  of: { readonly asset?: string; readonly version?: number } = {},
): Promise<readonly QuarantineRecord[]> {
  let query = db.selectFrom('quarantineSummary').selectAll();
  if (of.asset !== undefined) query = query.where('asset', '=', of.asset);
  if (of.version !== undefined) query = query.where('version', '=', of.version);
  return query.orderBy('version', 'desc').orderBy('asset').orderBy('rule').execute();
}
