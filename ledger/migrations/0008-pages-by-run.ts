import { type Kysely, sql } from 'kysely';

/** What a run has read so far is asked again and again while people watch it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX page_run ON ledger.page (run_id)`.execute(db);
}
