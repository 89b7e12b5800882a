import { type Kysely, sql } from 'kysely';

/** What a version was built to replace, so that a run that comes late does not take back what a newer one has published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE ledger.partition ADD COLUMN based_on bigint`.execute(db);
}
