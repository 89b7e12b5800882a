import type { Context } from '../../activities/context.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import type { Warehouse } from '../../warehouse/client.ts';

export interface Pause {
  /** The first INSERT into this table is where the process stands still. */
  readonly table: string;
  readonly when: 'before' | 'after';
  /** What others do meanwhile. */
  readonly meanwhile: () => Promise<unknown>;
}

/** A context of a process that stands still for longer than its leases last, then goes on as if nothing had happened. */
export function pausedContext(context: Context, { table, when, meanwhile }: Pause): Context {
  let waiting = true;
  const around = async (text: string, work: () => Promise<number>): Promise<number> => {
    if (!waiting || !text.includes(table)) return work();
    waiting = false;
    if (when === 'before') await meanwhile();
    const done = await work();
    if (when === 'after') await meanwhile();
    return done;
  };
  const { warehouse } = context;
  const slow: Warehouse = {
    ...warehouse,
    command: (sql, ...rest) =>
      sql.startsWith('INSERT')
        ? around(sql, () => warehouse.command(sql, ...rest))
        : warehouse.command(sql, ...rest),
    insert: (into, ...rest) => around(into, () => warehouse.insert(into, ...rest)),
  };
  return { ...context, worker: 'zombie', warehouse: slow };
}

/** The minute of every lease is over, though its holder still believes in it. */
export async function expireLeases(db: LedgerDb): Promise<void> {
  await db.updateTable('lease').set({ expiresAt: '2000-01-01T00:00:00Z' }).execute();
}
