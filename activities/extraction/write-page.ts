import { randomUUID } from 'node:crypto';
import type { SourcePage, SourceRecord } from '../../connectors/kit/connector.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Lease } from '../../ledger/lease.ts';
import { commitPage } from '../../ledger/page.ts';
import type { SliceKey } from '../../ledger/slice.ts';
import { insertPage, newestHashes, type RawRow } from '../../warehouse/raw.ts';
import { noteSeen } from '../../warehouse/seen-key.ts';
import type { Context } from '../context.ts';
import { hashOf, pageDigest, rawRows } from './raw-rows.ts';

/** Where a page goes: its slice, its place in it, the run and lease it is written under. */
export interface PagePlace extends SliceKey {
  readonly sequence: number;
  readonly runId: string;
  readonly lease: Lease;
  /** The slice reads everything, so seen keys are noted. */
  readonly complete: boolean;
  /** No other slice of this stream has been read, so nothing is taken for a repetition; staging takes the newest row of a key. */
  readonly first: boolean;
}

export interface WrittenPage {
  /** Rows that were new or changed. */
  readonly rows: number;
  readonly read: number;
}

/**
 * Stores one page so that it counts exactly once: rows under a fresh page id, counted back, then the ledger's
 * compare-and-set. A kill before that leaves rows nobody counts; losing the compare-and-set does too.
 */
export async function writePage(context: Context, place: PagePlace, page: SourcePage): Promise<WrittenPage> {
  const changed = place.first ? page.records : await changedRecords(context, place, page.records);
  context.fault('extract.compared');
  const id = randomUUID();
  const rows = rawRows(id, changed);
  if (place.complete)
    await noteSeen(
      context.warehouse,
      place,
      id,
      page.records.map(({ key }) => key),
    );
  await storeRows(context, place, id, rows);
  await commit(context, place, { id, rows, page });
  return { rows: rows.length, read: page.records.length };
}

async function changedRecords(
  { warehouse }: Context,
  place: PagePlace,
  records: readonly SourceRecord[],
): Promise<readonly SourceRecord[]> {
  const known = await newestHashes(
    warehouse,
    place,
    records.map(({ key }) => key),
  );
  return records.filter((record) => known.get(record.key) !== hashOf(record));
}

async function storeRows(
  { warehouse, fault }: Context,
  place: PagePlace,
  id: string,
  rows: readonly RawRow[],
): Promise<void> {
  const counted = await insertPage(warehouse, place, id, rows, () => fault('extract.inserted'));
  fault('extract.counted');
  if (counted === rows.length) return;
  throw new YardstickError('PAGE_INCOMPLETE', `${counted} of ${rows.length} rows arrived in the warehouse.`, {
    subject: `${place.source}.${place.stream} page ${place.sequence}`,
  });
}

async function commit(
  { db, fault }: Context,
  place: PagePlace,
  written: { readonly id: string; readonly rows: readonly RawRow[]; readonly page: SourcePage },
): Promise<void> {
  const { source, stream, slice, sequence, runId } = place;
  const outcome = await commitPage(db, place.lease, {
    ...{ source, stream, slice, sequence, runId },
    page: written.id,
    rows: written.rows.length,
    sha256: pageDigest(written.rows),
    next: written.page.next,
    done: written.page.done,
  });
  fault('extract.committed');
  if (outcome.committed) return;
  throw new YardstickError('LEASE_LOST', 'Another attempt has committed this page.', {
    subject: `${source}.${stream} page ${sequence}`,
  });
}
