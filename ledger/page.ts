import type { Selectable } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { assertLease, type Lease } from './lease.ts';
import type { LedgerDb, PageTable, StoredCursor } from './schema.ts';
import { reopenSlice, type SliceKey } from './slice.ts';
import { atomically, takeTurns } from './transaction.ts';

/** A page of a slice that counts. `position` grows in commit order over all streams. */
export type PageRecord = Readonly<Selectable<PageTable>>;

export interface NewPage extends SliceKey {
  /** Place in the slice: the first page has 0 or 1, each later one the next number. */
  readonly sequence: number;
  /** The uuid its rows carry in the warehouse. */
  readonly page: string;
  readonly rows: number;
  readonly sha256: string;
  /** Where the connector continues after this page. */
  readonly next: StoredCursor;
  /** The last page of its slice. */
  readonly done: boolean;
  readonly runId: string;
}

export type PageCommit =
  | { readonly committed: true; readonly position: number }
  | { readonly committed: false; readonly winner: PageRecord };

/**
 * Lets a page count, in one transaction: the lease must be the newest (else LEASE_LOST), and its place in the
 * slice free (else the page that has it is returned as winner, and this one is to be swept). Committing the same
 * uuid twice gives the first position again, so a lost acknowledgement may be retried.
 * Errors: LEASE_LOST, PAGE_OUT_OF_ORDER.
 */
export async function commitPage(db: LedgerDb, lease: Lease, page: NewPage): Promise<PageCommit> {
  return atomically(db, async (trx) => {
    await assertLease(trx, lease);
    const winner = await pageAt(trx, page);
    if (winner?.page === page.page) return { committed: true, position: winner.position };
    if (winner !== undefined) return { committed: false, winner };
    refuseGap(page, await lastPage(trx, page.source, page.stream, page.slice));
    return insertPage(trx, lease, page);
  });
}

/** The newest page of a slice: its `next` is where reading continues. Undefined before the first page. */
export async function lastPage(
  db: LedgerDb,
  source: string,
  stream: string,
  slice: string,
): Promise<PageRecord | undefined> {
  return standing(db, { source, stream, slice }).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
}

/** The `count` newest pages over all streams, newest first: those a power cut may have taken from the warehouse. */
export async function newestPages(db: LedgerDb, count: number): Promise<readonly PageRecord[]> {
  return committed(db).orderBy('position', 'desc').limit(count).execute();
}

/** Whether no other slice of the stream has ever had a page. */
export async function isFirstSlice(db: LedgerDb, { source, stream, slice }: SliceKey): Promise<boolean> {
  const other = await db
    .selectFrom('page')
    .select('position')
    .where('source', '=', source)
    .where('stream', '=', stream)
    .where('slice', '<>', slice)
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

/** Pages that count and came after a position, oldest first: what a mirror that stands there still lacks. */
export async function committedPagesAfter(
  db: LedgerDb,
  position: number,
  limit = 10_000,
): Promise<readonly PageRecord[]> {
  return committed(db).where('position', '>', position).orderBy('position').limit(limit).execute();
}

/**
 * Takes back a page the warehouse has lost and all that follow it in its slice, so that reading continues before
 * it. Returns the pages withdrawn: their uuids must vanish from the mirror and their rows are to be swept.
 */
export async function withdrawPages(
  db: LedgerDb,
  lease: Lease,
  from: SliceKey & { readonly sequence: number },
): Promise<readonly PageRecord[]> {
  return atomically(db, async (trx) => {
    await assertLease(trx, lease);
    await reopenSlice(trx, from);
    return trx
      .updateTable('page')
      .set({ state: 'withdrawn' })
      .where('source', '=', from.source)
      .where('stream', '=', from.stream)
      .where('slice', '=', from.slice)
      .where('sequence', '>=', from.sequence)
      .where('state', '<>', 'withdrawn')
      .returningAll()
      .execute();
  });
}

/**
 * Ends the retention of finished and abandoned slices: their pages no longer count for staging, and their cursors and place in
 * the order remain. Returns the pages retired, whose rows may be deleted in the warehouse. Open slices are skipped.
 */
export async function retirePages(
  db: LedgerDb,
  of: { readonly source: string; readonly stream: string; readonly slices: readonly string[] },
): Promise<readonly PageRecord[]> {
  if (of.slices.length === 0) return [];
  return db
    .updateTable('page')
    .set({ state: 'retired' })
    .where('source', '=', of.source)
    .where('stream', '=', of.stream)
    .where('state', '=', 'committed')
    .where('slice', 'in', (eb) =>
      eb
        .selectFrom('slice')
        .select('slice.slice')
        .where('slice.source', '=', of.source)
        .where('slice.stream', '=', of.stream)
        .where('slice.state', '<>', 'open')
        .where('slice.slice', 'in', of.slices),
    )
    .returningAll()
    .execute();
}

function committed(db: LedgerDb) {
  return db.selectFrom('page').selectAll().where('state', '=', 'committed');
}

function standing(db: LedgerDb, key: SliceKey) {
  return db
    .selectFrom('page')
    .selectAll()
    .where('source', '=', key.source)
    .where('stream', '=', key.stream)
    .where('slice', '=', key.slice)
    .where('state', '<>', 'withdrawn');
}

async function pageAt(db: LedgerDb, page: NewPage): Promise<PageRecord | undefined> {
  return standing(db, page).where('sequence', '=', page.sequence).executeTakeFirst();
}

function refuseGap(page: NewPage, last: PageRecord | undefined): void {
  const inOrder = last === undefined ? page.sequence <= 1 : !last.done && page.sequence === last.sequence + 1;
  if (inOrder) return;
  const stand = last === undefined ? 'no page' : `page ${last.sequence}${last.done ? ' as its last' : ''}`;
  throw new YardstickError(
    'PAGE_OUT_OF_ORDER',
    `Page ${page.sequence} was offered to a slice that has ${stand}.`,
    {
      subject: `${page.source}.${page.stream} ${page.slice}`,
    },
  );
}

/**
 * Numbers are drawn when a row is written and become visible when it is committed; with two writers the larger
 * one may show first, and a mirror that has seen it would never ask for the smaller. So writers take turns.
 */
async function insertPage(trx: LedgerDb, lease: Lease, page: NewPage): Promise<PageCommit> {
  await takeTurns(trx, 'page');
  const inserted = await trx
    .insertInto('page')
    .values({
      page: page.page,
      source: page.source,
      stream: page.stream,
      slice: page.slice,
      sequence: page.sequence,
      rows: page.rows,
      sha256: page.sha256,
      next: JSON.stringify(page.next),
      done: page.done,
      runId: page.runId,
      epoch: lease.epoch,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('position')
    .executeTakeFirst();
  if (inserted !== undefined) return { committed: true, position: inserted.position };
  // The place was taken under another lease key: one slice has been guarded by two keys.
  const winner = await pageAt(trx, page);
  if (winner !== undefined) return { committed: false, winner };
  throw new YardstickError('PAGE_OUT_OF_ORDER', `The uuid ${page.page} already stands in another place.`, {
    subject: `${page.source}.${page.stream} ${page.slice}`,
  });
}
