import { type Kysely, sql } from 'kysely';

/** What people undertake because of a KPI: for whom, by when, on what evidence, and how it ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.task (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('task', 'improvement_plan')),
        origin text NOT NULL CHECK (origin IN ('suggestion', 'hand')),
        title text NOT NULL CHECK (title <> ''),
        employee_id text NOT NULL,
        owner text NOT NULL,
        team_id text NOT NULL,
        region text NOT NULL,
        kpi text NOT NULL,
        evidence jsonb NOT NULL,
        due_on date NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'accepted', 'done', 'dropped')),
        proposed_by text NOT NULL,
        proposed_on date NOT NULL,
        proposed_at timestamptz NOT NULL,
        accepted_by text,
        accepted_on date,
        accepted_at timestamptz,
        closed_by text,
        closed_on date,
        closed_at timestamptz,
        note text,
        CHECK (state <> 'accepted' OR accepted_on IS NOT NULL),
        CHECK ((state IN ('done', 'dropped')) = (closed_on IS NOT NULL)),
        CHECK ((closed_on IS NULL) = (note IS NULL))
    );
    CREATE UNIQUE INDEX task_suggested ON ledger.task (employee_id, kpi, kind)
        WHERE origin = 'suggestion' AND state IN ('proposed', 'accepted');
    CREATE INDEX task_open ON ledger.task (due_on) WHERE state IN ('proposed', 'accepted');
  `.execute(db);
}
