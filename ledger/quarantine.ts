import { type Selectable, sql } from 'kysely';
import { newestVersions } from './partition.ts';
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

/**
 * What waits now: the counts of each asset's newest version. What is shown may be older, month by month, where its rows came out
 * the same, and its refused rows may have been mended since.
 */
export async function quarantineNow(db: LedgerDb): Promise<readonly QuarantineRecord[]> {
  const newest = await newestVersions(db);
  return (await quarantineOf(db)).filter(({ asset, version }) => newest.get(asset) === version);
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
