import { type Kysely, sql } from 'kysely';

/** What workers share while they read sources: call budgets and access tokens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.limit_bucket (
        scope text NOT NULL,
        name text NOT NULL,
        tokens double precision NOT NULL,
        refilled_at timestamptz NOT NULL,
        paused_until timestamptz,
        PRIMARY KEY (scope, name)
    );

    CREATE TABLE ledger.access_token (
        key text PRIMARY KEY,
        sealed bytea NOT NULL,
        expires_at timestamptz,
        obtained_at timestamptz NOT NULL
    );
  `.execute(db);
}
