import { join } from 'node:path';
import { mirrorStream } from '../../../activities/extraction/mirror.ts';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { loadLedger } from '../../../ledger/backup/load.ts';
import { openLedger } from '../../../ledger/open.ts';
import { restoreWarehouse, rowsByTable } from '../../../warehouse/backup.ts';
import { openWarehouse, type Warehouse } from '../../../warehouse/client.ts';
import { mirroredStreams } from '../../../warehouse/committed-page.ts';
import { chainOf } from './chain.ts';
import { engineName, withEngineLinks } from './engine-links.ts';
import type { EngineBackup } from './manifest.ts';
import type { Progress } from './progress.ts';
import type { RunningEngines } from './take.ts';

/**
 * Fills two new, empty engines with a backup. Versions that the ledger does not know are swept by the next runs, as after a kill. Errors: BACKUP_INVALID when something is missing afterwards; those of the engines.
 */
export async function restoreEngines(
  engines: RunningEngines,
  backup: EngineBackup,
  onProgress: Progress,
): Promise<void> {
  const warehouse = openWarehouse(engines.clickhouse);
  try {
    onProgress('Warehouse');
    const linked = chainOf(backup).map(({ folder, manifest }) => ({ id: manifest.id, folder }));
    await withEngineLinks(engines.engineBackups, linked, () =>
      restoreWarehouse(warehouse, engineName(backup.manifest.id)),
    );
    await assertRows(warehouse, backup);
    onProgress('Ledger');
    const { ledger, sequences } = backup.manifest;
    await loadLedger(engines.ledgerUrl, join(backup.folder, 'ledger'), ledger, sequences);
    await forgetLaterPages(engines.ledgerUrl, warehouse);
  } finally {
    await warehouse.close();
  }
}

/**
 * Takes pages out of the warehouse that were committed after the ledger was copied: their rows will be read again, and must not
 * be taken for unchanged when they come.
 */
async function forgetLaterPages(ledgerUrl: string, warehouse: Warehouse): Promise<void> {
  const ledger = openLedger(ledgerUrl);
  try {
    for (const name of await mirroredStreams(warehouse))
      await mirrorStream({ db: ledger.db, warehouse }, name);
  } finally {
    await ledger.close();
  }
}

async function assertRows(warehouse: Warehouse, { folder, manifest }: EngineBackup): Promise<void> {
  const found = await rowsByTable(warehouse);
  for (const [name, rows] of Object.entries(manifest.warehouse)) {
    // More may be there: the new server writes its own log.
    if (rows === null || (found[name] ?? 0) >= rows) continue;
    const happened = `${name} has ${found[name] ?? 0} of ${rows} rows after the restore.`;
    throw new YardstickError('BACKUP_INVALID', happened, { subject: folder });
  }
}
