import { type Kysely, sql } from 'kysely';

/** Plan files as they were taken in: every content is a revision, the newest one counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.plan_file (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        code text NOT NULL,
        plan_version integer NOT NULL,
        revision integer NOT NULL,
        state text NOT NULL CHECK (state IN ('taken in', 'withdrawn')),
        file text NOT NULL,
        sha256 text NOT NULL,
        terms_sha256 text NOT NULL,
        valid_from date NOT NULL,
        valid_until date,
        content text NOT NULL,
        author text NOT NULL,
        written_at timestamptz NOT NULL,
        UNIQUE (code, plan_version, revision)
    );
  `.execute(db);
}
