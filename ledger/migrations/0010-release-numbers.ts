import { type Kysely, sql } from 'kysely';

/** A sequence leaves out numbers after a crash of the database; releases are counted under the lease of publication instead. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`DROP SEQUENCE ledger.release_sequence`.execute(db);
}
