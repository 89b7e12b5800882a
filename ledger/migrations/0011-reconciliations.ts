import { type Kysely, sql } from 'kysely';

/** What a stream held when it was last compared with its source, so that a stream without news is not counted again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE ledger.reconciliation (
    source text NOT NULL,
    stream text NOT NULL,
    pages text NOT NULL,
    control jsonb NOT NULL,
    held jsonb NOT NULL,
    compared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (source, stream)
  )`.execute(db);
}
