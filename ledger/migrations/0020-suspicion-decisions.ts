import { type Kysely, sql } from 'kysely';

/** What people decide about suspicions: every word is a version, the newest counts as long as the evidence is the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.suspicion_decision (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        suspicion_id text NOT NULL,
        version integer NOT NULL,
        state text NOT NULL CHECK (state IN ('cleared', 'confirmed', 'reopened')),
        evidence_hash text NOT NULL,
        employee_id text NOT NULL,
        subject_kind text NOT NULL,
        concerns jsonb NOT NULL,
        reason text NOT NULL CHECK (reason <> ''),
        decided_by text NOT NULL,
        decided_at timestamptz NOT NULL,
        UNIQUE (suspicion_id, version)
    );
  `.execute(db);
}
