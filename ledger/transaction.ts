import { sql } from 'kysely';
import type { LedgerDb } from './schema.ts';

/** Runs `work` in the caller's transaction where there is one, else in its own: nothing of it stays after an error. */
export function atomically<T>(db: LedgerDb, work: (trx: LedgerDb) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** Waits until no other transaction takes its turn at the same thing; until its own ends. */
export async function takeTurns(trx: LedgerDb, at: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`ledger.${at}`}, 0))`.execute(trx);
}

/** The database's clock cut to milliseconds, as the audit chain reads it back. */
export const auditedNow = sql<string>`date_trunc('milliseconds', clock_timestamp())`;
