import { type Kysely, sql } from 'kysely';

/** Forecasts as they stood when the time they are about began; a row is never changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.frozen_forecast (
        team_id text NOT NULL,
        month date NOT NULL,
        lead smallint NOT NULL CHECK (lead >= 1),
        forecast numeric NOT NULL,
        model text NOT NULL,
        release bigint NOT NULL,
        frozen_on date NOT NULL,
        frozen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (team_id, month, lead)
    );
    CREATE FUNCTION ledger.refuse_thawing() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'ledger.frozen_forecast is append-only'; END $$;
    CREATE TRIGGER frozen_forecast_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.frozen_forecast
        FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_thawing();
  `.execute(db);
}
