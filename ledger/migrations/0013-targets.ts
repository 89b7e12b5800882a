import { type Kysely, sql } from 'kysely';

/** Targets: every word in a negotiation is a version; the newest approved one is in force. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.target (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        owner_kind text NOT NULL CHECK (owner_kind IN ('company', 'team', 'employee')),
        owner text NOT NULL,
        kpi text NOT NULL,
        product text NOT NULL,
        region text NOT NULL,
        period_start date NOT NULL,
        period_end date NOT NULL,
        version integer NOT NULL,
        state text NOT NULL CHECK (state IN ('proposed', 'countered', 'approved', 'rejected', 'superseded')),
        value text NOT NULL CHECK (value ~ '^[0-9]+([.][0-9]+)?$'),
        unit text NOT NULL,
        proration text NOT NULL CHECK (proration IN ('none', 'calendar_day', 'workday', 'month')),
        ramp text NOT NULL,
        parent_id bigint REFERENCES ledger.target,
        author text NOT NULL,
        written_at timestamptz NOT NULL,
        reason text,
        decided_by text,
        decided_at timestamptz,
        effective_from date,
        UNIQUE (owner_kind, owner, kpi, product, region, period_start, period_end, version),
        CHECK (period_start < period_end),
        CHECK (state <> 'approved' OR decided_by <> author)
    );
    CREATE INDEX target_parent ON ledger.target (parent_id);
  `.execute(db);
}
