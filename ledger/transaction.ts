import type { LedgerDb } from './schema.ts';

/** Runs `work` in the caller's transaction where there is one, else in its own: nothing of it stays after an error. */
export function atomically<T>(db: LedgerDb, work: (trx: LedgerDb) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
