import { type Kysely, sql } from 'kysely';

/** Portal accounts, their sessions, and the record of who changed what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.account (
        id text PRIMARY KEY,
        email text NOT NULL,
        name text NOT NULL,
        role text NOT NULL
            CHECK (role IN ('rep', 'manager', 'executive', 'hr', 'finance', 'analyst', 'admin')),
        employee_id text,
        team_id text,
        region text,
        language text NOT NULL,
        theme text NOT NULL,
        password_hash text NOT NULL,
        disabled boolean NOT NULL DEFAULT false,
        failed_logins integer NOT NULL DEFAULT 0,
        locked_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_login_at timestamptz
    );
    CREATE UNIQUE INDEX account_email ON ledger.account (lower(email));

    -- Only the hash of a token is kept: whoever reads this table cannot log in with it.
    CREATE TABLE ledger.session (
        token_hash text PRIMARY KEY,
        account_id text NOT NULL REFERENCES ledger.account ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL
    );
    CREATE INDEX session_account ON ledger.session (account_id);

    CREATE TABLE ledger.audit (
        sequence bigint PRIMARY KEY,
        at timestamptz NOT NULL,
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        detail jsonb NOT NULL,
        previous_hash text NOT NULL,
        hash text NOT NULL
    );
    CREATE INDEX audit_subject ON ledger.audit (subject, sequence);

    -- Stops accidents; against somebody who may drop triggers there is the hash chain.
    CREATE FUNCTION ledger.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'ledger.audit is append-only'; END $$;
    CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.audit
        FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_audit_change();
  `.execute(db);
}
