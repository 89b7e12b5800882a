import { join, resolve } from 'node:path';
import { holdLease } from '../../../activities/hold-lease.ts';
import { settleDoubt } from '../../../activities/publish-run.ts';
import { dumpLedger, ledgerSequences } from '../../../ledger/backup/dump.ts';
import { assertLease } from '../../../ledger/lease.ts';
import { openLedger } from '../../../ledger/open.ts';
import {
  backUpWarehouse,
  engineVersion,
  rowsByTable,
  type TableRows,
  warehouseBytes,
} from '../../../warehouse/backup.ts';
import { openWarehouse, type Warehouse, type WarehouseAddress } from '../../../warehouse/client.ts';
import { baseReference, chainOf } from './chain.ts';
import { checksumsOf } from './checksums.ts';
import { engineName, withEngineLinks } from './engine-links.ts';
import type { EngineBackup, EngineManifest } from './manifest.ts';
import type { Progress } from './progress.ts';
import { assertRoom } from './room.ts';
import { newIdentity, writeBackup } from './write-backup.ts';

/** Both engines of an installation, as they run. */
export interface RunningEngines {
  readonly ledgerUrl: string;
  /** With all rights. */
  readonly clickhouse: WarehouseAddress;
  /** `backups` in the data folder of ClickHouse. */
  readonly engineBackups: string;
}

export interface BackupRequest {
  readonly engines: RunningEngines;
  /** The folder of backups; each backup gets a folder of its own in it. */
  readonly into: string;
  /** Only what this backup lacks is written; undefined: everything. */
  readonly base?: EngineBackup | undefined;
  /** Adds files of the home. */
  readonly copyFiles: (folder: string) => void;
  /** Where yardstick.yaml is; null for the sample company. */
  readonly config: string | null;
  readonly onProgress: Progress;
  /** Ends the backup, whatever it does; what it has written is removed and its reason thrown. */
  readonly signal: AbortSignal;
}

/**
 * Backs ledger and warehouse up, together. Runs may go on meanwhile, only publication waits. The order is the point: the ledger
 * first, at one instant, then the warehouse. So whatever that ledger counts on, pages and versions, is in the warehouse; what the
 * warehouse has besides is of attempts that the ledger knows nothing of, and is swept like that of a killed one. The
 * sequences come last: a number that such an attempt has drawn is never drawn again.
 * Errors: BACKUP_IMPOSSIBLE; LEASE_LOST when this process was suspended and a release published meanwhile; those of the engines.
 */
export async function takeBackup(request: BackupRequest): Promise<EngineBackup> {
  const { base, config, signal, onProgress } = request;
  const identity = newIdentity();
  const into = resolve(request.into);
  try {
    return await writeBackup<EngineManifest>(into, identity.id, async (folder) => {
      request.copyFiles(folder);
      const content = await copyEngines(request, identity.id, folder);
      return {
        ...{ ...identity, kind: 'engines', ...content, config },
        base: base === undefined ? null : baseReference(join(into, identity.id), base),
        files: await checksumsOf(folder, onProgress, signal),
      };
    });
  } catch (caught) {
    throw signal.aborted ? signal.reason : caught;
  }
}

const roomAdvice = 'Name a folder on another disk: `yardstick backup /mnt/backups`.';

type Content = Pick<EngineManifest, 'engine' | 'release' | 'ledger' | 'sequences' | 'warehouse'>;

async function copyEngines(request: BackupRequest, id: string, folder: string): Promise<Content> {
  const { engines, onProgress, signal } = request;
  const ledger = openLedger(engines.ledgerUrl);
  const warehouse = openWarehouse(engines.clickhouse);
  try {
    const holder = { db: ledger.db, worker: `pid ${process.pid}` };
    const beat = (details: unknown) => onProgress(waitingText(details));
    return await holdLease(
      holder,
      { key: 'publish', who: `the backup ${id}`, attempt: { signal, number: 1, beat } },
      async (lease) => {
        await settleDoubt({ db: ledger.db, warehouse }, lease);
        const content = await copyBoth(request, { id, folder, warehouse });
        // After a pause of this machine the lease may have passed on: then the two do not belong together.
        await assertLease(ledger.db, lease);
        return content;
      },
    );
  } finally {
    await warehouse.close();
    await ledger.close();
  }
}

async function copyBoth(
  { engines, base, onProgress, signal }: BackupRequest,
  { id, folder, warehouse }: { readonly id: string; readonly folder: string; readonly warehouse: Warehouse },
): Promise<Content> {
  onProgress('Ledger');
  const dump = await dumpLedger(engines.ledgerUrl, join(folder, 'ledger'));
  signal.throwIfAborted();
  onProgress('Warehouse');
  // How much of it is new since the base, nobody knows before.
  if (base === undefined) await assertRoom(folder, await warehouseBytes(warehouse), roomAdvice);
  const before = await rowsByTable(warehouse);
  const chain = base === undefined ? [] : chainOf(base);
  const linked = [{ id, folder }, ...chain.map((each) => ({ id: each.manifest.id, folder: each.folder }))];
  await withEngineLinks(engines.engineBackups, linked, () =>
    backUpWarehouse(warehouse, {
      to: engineName(id),
      base: base === undefined ? undefined : engineName(base.manifest.id),
      signal,
    }),
  );
  return {
    engine: await engineVersion(warehouse),
    release: dump.release,
    ledger: dump,
    sequences: await ledgerSequences(engines.ledgerUrl),
    warehouse: steadyRows(before, await rowsByTable(warehouse)),
  };
}

/** A table that was written meanwhile has been copied at some instant in between. */
function steadyRows(before: TableRows, after: TableRows): EngineManifest['warehouse'] {
  return Object.fromEntries(
    Object.entries(after).map(([name, rows]) => [name, before[name] === rows ? rows : null]),
  );
}

function waitingText(details: unknown): string {
  const waits = typeof details === 'object' && details !== null && 'waitingFor' in details;
  return waits ? `Waiting for ${String(details.waitingFor)}` : 'Ledger';
}
