import { type Kysely, sql } from 'kysely';

/** Slices of source streams and the pages committed of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.slice (
        source text NOT NULL,
        stream text NOT NULL,
        slice text NOT NULL,
        number bigint GENERATED ALWAYS AS IDENTITY,
        spec jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'done')),
        run_id text NOT NULL,
        opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        done_at timestamptz,
        coverage double precision,
        expected_rows bigint,
        PRIMARY KEY (source, stream, slice)
    );

    CREATE TABLE ledger.page (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        page uuid NOT NULL UNIQUE,
        source text NOT NULL,
        stream text NOT NULL,
        slice text NOT NULL,
        sequence integer NOT NULL CHECK (sequence >= 0),
        rows bigint NOT NULL CHECK (rows >= 0),
        sha256 text NOT NULL,
        next jsonb NOT NULL CHECK (octet_length(next::text) <= 65536),
        done boolean NOT NULL,
        state text NOT NULL DEFAULT 'committed' CHECK (state IN ('committed', 'withdrawn', 'retired')),
        run_id text NOT NULL,
        epoch bigint NOT NULL,
        committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        FOREIGN KEY (source, stream, slice) REFERENCES ledger.slice
    );
    -- The compare-and-set of extraction: one page may hold a place in a slice. A withdrawn page frees its place.
    CREATE UNIQUE INDEX page_place ON ledger.page (source, stream, slice, sequence) WHERE state <> 'withdrawn';
    CREATE INDEX page_stream ON ledger.page (source, stream, position);
  `.execute(db);
}
