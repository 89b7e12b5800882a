import {
  type CorrectionChanges,
  type CorrectionDays,
  type FoundWrong,
  recordCorrections,
  takeTurnAtCorrections,
} from '../../ledger/correction.ts';
import { newestVersions } from '../../ledger/partition.ts';
import { currentRelease } from '../../ledger/release.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { atomically } from '../../ledger/transaction.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import type { Context } from '../context.ts';
import { dueDay } from './due-day.ts';
import { ownerOf } from './owner.ts';
import { ownershipOf } from './ownership.ts';
import { mappingsNow, wrongRecords } from './wrong-records.ts';

type Syncing = Pick<Context, 'db' | 'project' | 'warehouse'>;

export interface Synced extends CorrectionChanges {
  /** Names of owners by employee number. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Lets the queue of corrections follow what sources say now. Where something newer came meanwhile, it is left to the run that
 * brought it: a warehouse that answers late holds nobody up, and no old look undoes a newer one.
 */
export async function syncCorrections(
  context: Syncing,
  { release, today }: { readonly release: number; readonly today: string },
): Promise<Synced> {
  const { db, project } = context;
  const versions = mappingsNow(project, await newestVersions(db));
  const { found, days, names } = await look(context, { release, today, versions });
  const changes = await atomically(db, async (trx) => {
    await takeTurnAtCorrections(trx);
    const isNewest = await isStill(trx, context, { release, versions });
    return isNewest ? recordCorrections(trx, found, days) : { opened: 0, corrected: 0 };
  });
  return { ...changes, names };
}

interface Looked {
  readonly found: readonly FoundWrong[];
  readonly days: CorrectionDays;
  readonly names: ReadonlyMap<string, string>;
}

async function look(
  context: Syncing,
  at: { readonly release: number; readonly today: string; readonly versions: ReadonlyMap<AssetKey, number> },
): Promise<Looked> {
  const { release, today } = at;
  const wrong = await wrongRecords(context, at);
  if (wrong.length === 0) return { found: [], days: { today, dueOn: today }, names: new Map() };
  const ownership = await ownershipOf(context, release, { wrong, today });
  const workdays = context.project.config.quality.correctWithinWorkdays;
  return {
    found: wrong.map((each) => ({ ...each, ...ownerOf(each, ownership) })),
    days: { today, dueOn: await dueDay(context, release, { after: today, workdays }) },
    names: new Map([...ownership.people].map(([id, { name }]) => [id, name])),
  };
}

/** Whether nothing has been published or staged since. */
async function isStill(
  trx: LedgerDb,
  { project }: Syncing,
  looked: { readonly release: number; readonly versions: ReadonlyMap<AssetKey, number> },
): Promise<boolean> {
  if ((await currentRelease(trx))?.release !== looked.release) return false;
  const now = mappingsNow(project, await newestVersions(trx));
  return (
    now.size === looked.versions.size && [...now].every(([key, each]) => looked.versions.get(key) === each)
  );
}
