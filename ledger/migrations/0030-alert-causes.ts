import { type Kysely, sql } from 'kysely';

/** What rules find and when it was first and last seen; and the outbox of what people are told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.alert_cause (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        rule text NOT NULL,
        subject text NOT NULL,
        severity text NOT NULL CHECK (severity IN ('reminder', 'warning', 'critical')),
        employee_id text NOT NULL,
        team_id text NOT NULL,
        region text NOT NULL,
        since date,
        evidence jsonb NOT NULL,
        release bigint NOT NULL,
        first_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
        escalated_at timestamptz,
        recovered_at timestamptz
    );
    CREATE UNIQUE INDEX alert_cause_open ON ledger.alert_cause (rule, subject) WHERE recovered_at IS NULL;

    CREATE TABLE ledger.message (
        id uuid PRIMARY KEY,
        channel text NOT NULL,
        recipient text NOT NULL,
        content jsonb NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead')),
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        error text,
        written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        sent_at timestamptz
    );
    CREATE INDEX message_due ON ledger.message (due_at) WHERE state = 'waiting';
    CREATE INDEX message_dead ON ledger.message (written_at) WHERE state = 'dead';
  `.execute(db);
}
