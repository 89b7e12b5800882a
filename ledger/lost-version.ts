import type { VersionKey } from './partition.ts';
import type { LedgerDb } from './schema.ts';
import { atomically } from './transaction.ts';

/** No build has it, so whatever is recorded under it is built again. */
const lostFingerprint = 'lost';

/**
 * Notes that the warehouse has lost versions that were visible, after a power cut for instance: they are set aside
 * and their months count as never built, so that the next plan builds them again. What is left of the assets `whole`,
 * which are built in one piece, counts as outdated, or they would seem complete without the lost month.
 */
export async function forgetLostVersions(
  db: LedgerDb,
  lost: readonly VersionKey[],
  whole: readonly string[],
): Promise<void> {
  await atomically(db, async (trx) => {
    for (const asset of whole) {
      await trx
        .updateTable('partition')
        .set({ fingerprint: lostFingerprint })
        .where('asset', '=', asset)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('published')
              .whereRef('published.asset', '=', 'partition.asset')
              .whereRef('published.month', '=', 'partition.month')
              .whereRef('published.version', '=', 'partition.version'),
          ),
        )
        .execute();
    }
    for (const { asset, month, version } of lost) {
      await trx
        .deleteFrom('published')
        .where('asset', '=', asset)
        .where('month', '=', month)
        .where('version', '=', version)
        .execute();
      await trx
        .updateTable('partition')
        .set({ state: 'quarantined', reason: 'its rows are gone from the warehouse' })
        .where('asset', '=', asset)
        .where('month', '=', month)
        .where('version', '=', version)
        .execute();
    }
  });
}
