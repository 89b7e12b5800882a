import { type Kysely, sql } from 'kysely';

/** Results of checks, rows set aside, and what somebody should look at. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.check_result (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        run_id text NOT NULL,
        asset text NOT NULL,
        version bigint NOT NULL,
        name text NOT NULL,
        blocking boolean NOT NULL,
        passed boolean NOT NULL,
        observed text,
        expected text,
        message text,
        query text,
        checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (run_id, asset, version, name)
    );
    CREATE INDEX check_result_asset ON ledger.check_result (asset, id DESC);

    CREATE TABLE ledger.quarantine_summary (
        asset text NOT NULL,
        version bigint NOT NULL,
        rule text NOT NULL,
        rows bigint NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (asset, version, rule)
    );

    CREATE TABLE ledger.alert (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        subject text NOT NULL,
        message text NOT NULL,
        run_id text,
        times integer NOT NULL DEFAULT 1,
        raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        resolved_at timestamptz
    );
    CREATE UNIQUE INDEX alert_open ON ledger.alert (kind, subject) WHERE resolved_at IS NULL;
  `.execute(db);
}
