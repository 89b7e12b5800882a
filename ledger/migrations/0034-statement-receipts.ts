import { type Kysely, sql } from 'kysely';

/** Whose statement is published in which version, and when they have read it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.statement_receipt (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        period text NOT NULL,
        version integer NOT NULL,
        employee_id text NOT NULL,
        published_at timestamptz NOT NULL,
        read_by text,
        read_at timestamptz,
        UNIQUE (period, version, employee_id),
        CHECK ((read_by IS NULL) = (read_at IS NULL))
    );
  `.execute(db);
}
