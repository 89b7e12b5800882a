import { type Kysely, sql } from 'kysely';

/** Locks of appraised periods: each is one version of the period's statements. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.period_close (
        period text NOT NULL,
        number integer NOT NULL,
        state text NOT NULL CHECK (state IN ('locked', 'unlock_requested', 'unlocked')),
        release bigint NOT NULL REFERENCES ledger.release,
        period_start date NOT NULL,
        period_end date NOT NULL,
        as_of date NOT NULL,
        terms jsonb NOT NULL,
        input_digest text NOT NULL,
        statement_digest text NOT NULL,
        accepted jsonb NOT NULL,
        reason text,
        locked_by text NOT NULL,
        locked_at timestamptz NOT NULL,
        unlock_requested_by text,
        unlock_requested_at timestamptz,
        unlock_reason text,
        unlocked_by text,
        unlocked_at timestamptz,
        PRIMARY KEY (period, number),
        CHECK (unlocked_by IS DISTINCT FROM unlock_requested_by OR unlocked_by IS NULL)
    );
    -- A period has one lock at a time.
    CREATE UNIQUE INDEX period_close_open ON ledger.period_close (period) WHERE state <> 'unlocked';
  `.execute(db);
}
