import { type Kysely, sql } from 'kysely';

/** Versions of asset months, the releases that publish them, and what is visible now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SEQUENCE ledger.version_sequence;
    CREATE SEQUENCE ledger.release_sequence;

    CREATE TABLE ledger.partition (
        asset text NOT NULL,
        month date NOT NULL,
        version bigint NOT NULL,
        run_id text NOT NULL,
        state text NOT NULL CHECK (state IN ('candidate', 'kept', 'published', 'quarantined', 'dropped')),
        fingerprint text NOT NULL,
        code_fingerprint text NOT NULL,
        inputs jsonb NOT NULL,
        input_versions jsonb NOT NULL,
        content_hash text NOT NULL,
        rows bigint NOT NULL,
        reason text,
        built_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        dropped_at timestamptz,
        PRIMARY KEY (asset, month, version)
    );
    CREATE INDEX partition_run ON ledger.partition (run_id);
    CREATE INDEX partition_stored ON ledger.partition (asset, month) WHERE state <> 'dropped';

    CREATE TABLE ledger.release (
        release bigint PRIMARY KEY,
        run_id text NOT NULL,
        state text NOT NULL CHECK (state IN ('preparing', 'published', 'abandoned')),
        prepared_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        published_at timestamptz,
        closed_at timestamptz
    );
    -- Releases go out one at a time.
    CREATE UNIQUE INDEX release_in_doubt ON ledger.release (state) WHERE state = 'preparing';

    CREATE TABLE ledger.release_entry (
        release bigint NOT NULL REFERENCES ledger.release,
        asset text NOT NULL,
        month date NOT NULL,
        version bigint NOT NULL,
        action text NOT NULL CHECK (action IN ('publish', 'refresh')),
        published_version bigint,
        PRIMARY KEY (release, asset, month),
        FOREIGN KEY (asset, month, version) REFERENCES ledger.partition
    );
    CREATE INDEX release_entry_month ON ledger.release_entry (asset, month, release);

    CREATE TABLE ledger.release_pin (
        release bigint NOT NULL REFERENCES ledger.release,
        asset text NOT NULL,
        month date NOT NULL,
        version bigint NOT NULL,
        PRIMARY KEY (asset, month, version, release)
    );

    CREATE TABLE ledger.published (
        asset text NOT NULL,
        month date NOT NULL,
        version bigint NOT NULL,
        release bigint NOT NULL REFERENCES ledger.release,
        published_at timestamptz NOT NULL,
        PRIMARY KEY (asset, month),
        FOREIGN KEY (asset, month, version) REFERENCES ledger.partition
    );
    CREATE INDEX published_version ON ledger.published (version);
  `.execute(db);
}
