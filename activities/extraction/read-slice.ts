import type { Connector, Cursor, SliceSpec, SourcePage } from '../../connectors/kit/connector.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Lease } from '../../ledger/lease.ts';
import { isFirstSlice, lastPage } from '../../ledger/page.ts';
import { finishSlice } from '../../ledger/slice.ts';
import { committedPages } from '../../ledger/stream-pages.ts';
import { forgetSeen, pagesSeen } from '../../warehouse/seen-key.ts';
import type { Context } from '../context.ts';
import { joinPages } from './join-pages.ts';
import { mirrorStream } from './mirror.ts';
import { takeBackPages } from './take-back.ts';
import { tombstonePage } from './tombstones.ts';
import { type PagePlace, writePage } from './write-page.ts';

export interface SliceReading {
  readonly source: string;
  readonly spec: SliceSpec;
  readonly runId: string;
  readonly lease: Lease;
  readonly connector: Connector;
  readonly signal: AbortSignal;
  /** After each committed page; answers false when this attempt has done enough. */
  readonly progressed: (page: { readonly rows: number; readonly read: number }) => boolean;
}

/**
 * Reads a slice from its last committed page on. Answers whether the slice is finished; false means that the
 * budget is spent or a cancellation asked to stop, after the page under way was committed.
 */
export async function readSlice(context: Context, reading: SliceReading): Promise<boolean> {
  const key = { source: reading.source, stream: reading.spec.stream, slice: reading.spec.id };
  const last = await lastPage(context.db, key.source, key.stream, key.slice);
  const first = await isFirstSlice(context.db, key);
  const place = {
    ...key,
    runId: reading.runId,
    lease: reading.lease,
    complete: reading.spec.complete,
    first,
  };
  // A complete reading ends with the page of its deletions, not with the source's last page.
  const deletes = reading.spec.complete && !first;
  let sequence = last === undefined ? 1 : last.sequence + 1;
  let next = last?.next;
  if (last?.done !== true) {
    for await (const page of pagesOf(reading, next)) {
      context.fault('extract.fetched');
      const goOn = reading.progressed(
        await writePage(context, { ...place, sequence }, deletes ? { ...page, done: false } : page),
      );
      sequence += 1;
      next = page.next;
      if (page.done) break;
      if (!goOn) return false;
    }
  }
  if (deletes && last?.done !== true) await deleteUnseen(context, { ...place, sequence }, next ?? {});
  await finish(context, reading, key);
  return true;
}

/** The source's pages, small ones joined. */
function pagesOf(
  { connector, spec, signal }: SliceReading,
  from: Cursor | undefined,
): AsyncIterable<SourcePage> {
  const { joinedRows } = connector.streams.find(({ name }) => name === spec.stream) ?? {};
  const pages = connector.read(spec, from, signal);
  return joinedRows === undefined ? pages : joinPages(pages, joinedRows);
}

async function deleteUnseen(context: Context, place: PagePlace, next: SourcePage['next']): Promise<void> {
  await mirrorStream(context, place);
  await requireSeen(context, place);
  const page = await tombstonePage(context, place, next);
  context.fault('extract.tombstoned');
  await writePage(context, { ...place, complete: false }, page);
}

/** Deleting what was not seen takes for granted that everything seen was noted; where that is lost, the pass begins anew. */
async function requireSeen(context: Context, place: PagePlace): Promise<void> {
  const { source, stream, slice, lease } = place;
  const seen = await pagesSeen(context.warehouse, place);
  const read = (await committedPages(context.db, source, stream)).filter((page) => page.slice === slice);
  const lost = read.filter(({ page }) => !seen.has(page));
  if (lost.length === 0) return;
  await takeBackPages(context, lease, { source, stream, slice, sequence: 0 });
  throw new YardstickError(
    'PAGE_INCOMPLETE',
    `What ${lost.length} of ${read.length} pages have met is gone; the pass begins anew.`,
    { subject: `${source}.${stream}` },
  );
}

async function finish(
  context: Context,
  reading: SliceReading,
  key: { readonly source: string; readonly stream: string; readonly slice: string },
): Promise<void> {
  await mirrorStream(context, key);
  context.fault('extract.mirrored');
  await finishSlice(context.db, key);
  if (reading.spec.complete) await forgetSeen(context.warehouse, key);
  context.fault('extract.finished');
}
