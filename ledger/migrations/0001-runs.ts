import { type Kysely, sql } from 'kysely';

/** Runs, their plans, and the leases under which anything is written. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.run (
        id text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('nightly', 'manual', 'backfill', 'sweep')),
        workflow_id text NOT NULL,
        requested_by text NOT NULL,
        detail jsonb NOT NULL,
        status text NOT NULL,
        summary jsonb,
        error text,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        finished_at timestamptz
    );
    CREATE INDEX run_newest ON ledger.run (started_at DESC);

    CREATE TABLE ledger.plan_node (
        run_id text NOT NULL REFERENCES ledger.run,
        asset text NOT NULL,
        number integer NOT NULL,
        decisions jsonb NOT NULL,
        months jsonb NOT NULL,
        status text NOT NULL,
        rows bigint,
        message text,
        changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (run_id, asset)
    );

    -- A row outlives its holder: the epoch must never start again from one.
    CREATE TABLE ledger.lease (
        key text PRIMARY KEY,
        epoch bigint NOT NULL,
        holder text,
        ttl_seconds double precision NOT NULL,
        acquired_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
    );
  `.execute(db);
}
