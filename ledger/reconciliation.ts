import { type Selectable, sql } from 'kysely';
import type { LedgerDb, ReconciliationTable } from './schema.ts';

/** A stream compared with its source: what the source said, and what the pages that counted then held. */
export type Reconciliation = Readonly<Selectable<ReconciliationTable>>;

/** The last comparison of a stream; undefined before the first. */
export async function lastReconciliation(
  db: LedgerDb,
  source: string,
  stream: string,
): Promise<Reconciliation | undefined> {
  return db
    .selectFrom('reconciliation')
    .selectAll()
    .where('source', '=', source)
    .where('stream', '=', stream)
    .executeTakeFirst();
}

/** Keeps a comparison in place of the one before. */
export async function noteReconciliation(
  db: LedgerDb,
  { source, stream, pages, control, held }: Omit<Reconciliation, 'comparedAt'>,
): Promise<void> {
  const found = { pages, control: JSON.stringify(control), held: JSON.stringify(held) };
  await db
    .insertInto('reconciliation')
    .values({ source, stream, ...found })
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'stream'])
        .doUpdateSet({ ...found, comparedAt: sql<string>`clock_timestamp()` }),
    )
    .execute();
}
