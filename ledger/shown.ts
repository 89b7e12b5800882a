import { sql } from 'kysely';
import type { StoredPartition } from './partition.ts';
import type { LedgerDb } from './schema.ts';

/** Every version a release shows, by asset and month. */
export async function shownAt(db: LedgerDb, release: number): Promise<readonly StoredPartition[]> {
  const shown = sql<{ asset: string; month: string; version: number }>`
    (SELECT DISTINCT ON (asset, month) asset, month, version
     FROM ledger.release_entry JOIN ledger.release USING (release)
     WHERE release <= ${release} AND state = 'published' AND action = 'publish'
     ORDER BY asset, month, release DESC)`;
  return db
    .selectFrom(shown.as('shown'))
    .innerJoin('partition', (join) =>
      join
        .onRef('partition.asset', '=', 'shown.asset')
        .onRef('partition.month', '=', 'shown.month')
        .onRef('partition.version', '=', 'shown.version'),
    )
    .selectAll('partition')
    .orderBy('partition.asset')
    .orderBy('partition.month')
    .execute();
}
