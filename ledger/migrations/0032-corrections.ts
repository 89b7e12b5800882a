import { type Kysely, sql } from 'kysely';

/** What is to be put right in sources: whose it is, by when, since when, and what people let stand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.correction (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('row', 'rows', 'record_check')),
        source text NOT NULL,
        entity text NOT NULL,
        subject text NOT NULL,
        rule text NOT NULL,
        evidence jsonb NOT NULL,
        owner text NOT NULL,
        owner_kind text NOT NULL CHECK (owner_kind IN ('owner', 'manager', 'steward', 'nobody')),
        team_id text NOT NULL,
        region text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'corrected')),
        times integer NOT NULL DEFAULT 1,
        opened_on date NOT NULL,
        due_on date NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        corrected_at timestamptz,
        UNIQUE (kind, source, entity, subject, rule)
    );
    CREATE INDEX correction_open ON ledger.correction (due_on) WHERE state = 'open';

    CREATE TABLE ledger.correction_waiver (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        correction_id bigint NOT NULL REFERENCES ledger.correction,
        times integer NOT NULL,
        reason text NOT NULL CHECK (reason <> ''),
        waived_by text NOT NULL,
        waived_at timestamptz NOT NULL,
        UNIQUE (correction_id, times)
    );
  `.execute(db);
}
