import { type Kysely, sql } from 'kysely';

/** A slice that its connector does not want any more: its pages count, it is not read on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE ledger.slice DROP CONSTRAINT slice_state_check,
      ADD CONSTRAINT slice_state_check CHECK (state IN ('open', 'done', 'abandoned'))`.execute(db);
}
