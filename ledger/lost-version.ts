import type { VersionKey } from './partition.ts';
import type { LedgerDb } from './schema.ts';
import { atomically } from './transaction.ts';

/**
 * Notes that the warehouse has lost versions that were visible, after a power cut for instance: they are set aside
 * and their months count as never built, so that the next plan builds them again.
 */
export async function forgetLostVersions(db: LedgerDb, lost: readonly VersionKey[]): Promise<void> {
  await atomically(db, async (trx) => {
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
