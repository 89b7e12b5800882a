import { type Kysely, sql } from 'kysely';

/** Who coaches whom, from which day and until which; one mentor at a time for a mentee. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.mentor_pair (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        mentor_id text NOT NULL,
        mentee_id text NOT NULL CHECK (mentee_id <> mentor_id),
        starts_on date NOT NULL,
        ends_on date CHECK (ends_on >= starts_on),
        paired_by text NOT NULL,
        paired_at timestamptz NOT NULL,
        ended_by text,
        ended_at timestamptz,
        reason text,
        CHECK ((ended_by IS NULL) = (ended_at IS NULL))
    );
    CREATE INDEX mentor_pair_mentor ON ledger.mentor_pair (mentor_id);
    CREATE INDEX mentor_pair_mentee ON ledger.mentor_pair (mentee_id);
  `.execute(db);
}
