import { type CorrectionChanges, recordCorrections, takeTurnAtCorrections } from '../../ledger/correction.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import type { Context } from '../context.ts';
import { dueDay } from './due-day.ts';
import { ownerOf } from './owner.ts';
import { ownershipOf } from './ownership.ts';
import { wrongRecords } from './wrong-records.ts';

export interface Synced extends CorrectionChanges {
  /** Names of owners by employee number. */
  readonly names: ReadonlyMap<string, string>;
}

/** Lets the queue of corrections follow what sources say now, in the caller’s transaction. */
export async function syncCorrections(
  trx: LedgerDb,
  { project, warehouse }: Pick<Context, 'project' | 'warehouse'>,
  { release, today }: { readonly release: number; readonly today: string },
): Promise<Synced> {
  await takeTurnAtCorrections(trx);
  const looking = { db: trx, project, warehouse };
  const wrong = await wrongRecords(looking, release);
  if (wrong.length === 0)
    return { ...(await recordCorrections(trx, [], { today, dueOn: today })), names: new Map() };
  const ownership = await ownershipOf(looking, release, { wrong, today });
  const workdays = project.config.quality.correctWithinWorkdays;
  const dueOn = await dueDay(looking, release, { after: today, workdays });
  const found = wrong.map((each) => ({ ...each, ...ownerOf(each, ownership) }));
  const changes = await recordCorrections(trx, found, { today, dueOn });
  return { ...changes, names: new Map([...ownership.people].map(([id, { name }]) => [id, name])) };
}
