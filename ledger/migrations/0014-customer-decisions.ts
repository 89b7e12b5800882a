import { type Kysely, sql } from 'kysely';

/** What people decide about which accounts are one customer. A row is in force until it is undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ledger.customer_decision (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('merge', 'split', 'reject')),
        customer_id text NOT NULL CHECK (customer_id <> ''),
        other_id text NOT NULL,
        effective_from date NOT NULL,
        reason text NOT NULL,
        decided_by text NOT NULL,
        decided_at timestamptz NOT NULL,
        undone_by text,
        undone_at timestamptz,
        undo_reason text,
        CHECK (customer_id <> other_id),
        CHECK ((kind = 'split') = (other_id = '')),
        CHECK ((undone_by IS NULL) = (undone_at IS NULL))
    );
    CREATE UNIQUE INDEX customer_decision_in_force ON ledger.customer_decision (kind, customer_id, other_id) WHERE undone_at IS NULL;
    CREATE UNIQUE INDEX customer_decision_merged_once ON ledger.customer_decision (customer_id) WHERE kind = 'merge' AND undone_at IS NULL;
  `.execute(db);
}
