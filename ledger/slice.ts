import { type Selectable, sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import type { JsonObject, LedgerDb, SliceTable } from './schema.ts';

export type SliceRecord = Readonly<Selectable<SliceTable>>;

export interface SliceKey {
  readonly source: string;
  readonly stream: string;
  readonly slice: string;
}

export interface NewSlice extends SliceKey {
  /** The frozen bounds, as the connector made them. */
  readonly spec: JsonObject;
  readonly runId: string;
}

export interface SliceEnd extends SliceKey {
  /** Share of the source's rows it could show, 0…1. */
  readonly coverage?: number;
  /** Rows the source says the slice holds. */
  readonly expectedRows?: number;
}

/** Opens a slice, or returns the record it already has: the bounds stored first stay, whatever is asked now. */
export async function openSlice(db: LedgerDb, slice: NewSlice): Promise<SliceRecord> {
  await db
    .insertInto('slice')
    .values({
      source: slice.source,
      stream: slice.stream,
      slice: slice.slice,
      spec: JSON.stringify(slice.spec),
      state: 'open',
      runId: slice.runId,
    })
    .onConflict((conflict) => conflict.columns(['source', 'stream', 'slice']).doNothing())
    .execute();
  return knownSlice(db, slice);
}

/** Every slice of a stream, in opening order. */
export async function slicesOf(
  db: LedgerDb,
  source: string,
  stream: string,
): Promise<readonly SliceRecord[]> {
  return db
    .selectFrom('slice')
    .selectAll()
    .where('source', '=', source)
    .where('stream', '=', stream)
    .orderBy('number')
    .execute();
}

/** Marks a slice as read to its end; a second call changes nothing. */
export async function finishSlice(db: LedgerDb, end: SliceEnd): Promise<SliceRecord> {
  await whereSlice(db, end)
    .set({
      state: 'done',
      doneAt: sql<string>`clock_timestamp()`,
      coverage: end.coverage ?? null,
      expectedRows: end.expectedRows ?? null,
    })
    .where('state', '=', 'open')
    .execute();
  return knownSlice(db, end);
}

/** Gives up a slice that is not wanted any more; a finished one stays as it is. */
export async function abandonSlice(db: LedgerDb, key: SliceKey): Promise<void> {
  await whereSlice(db, key).set({ state: 'abandoned' }).where('state', '=', 'open').execute();
}

/** Opens a finished slice again, because a page of it has to be read once more. */
export async function reopenSlice(db: LedgerDb, key: SliceKey): Promise<void> {
  await whereSlice(db, key).set({ state: 'open', doneAt: null }).execute();
}

function whereSlice(db: LedgerDb, key: SliceKey) {
  return db
    .updateTable('slice')
    .where('source', '=', key.source)
    .where('stream', '=', key.stream)
    .where('slice', '=', key.slice);
}

async function knownSlice(db: LedgerDb, key: SliceKey): Promise<SliceRecord> {
  const found = await db
    .selectFrom('slice')
    .selectAll()
    .where('source', '=', key.source)
    .where('stream', '=', key.stream)
    .where('slice', '=', key.slice)
    .executeTakeFirst();
  if (found !== undefined) return found;
  throw new YardstickError('SLICE_UNKNOWN', 'The ledger has no such slice.', {
    subject: `${key.source}.${key.stream} ${key.slice}`,
  });
}
