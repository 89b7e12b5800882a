import type { SourcePage } from '../../connectors/kit/connector.ts';
import { YardstickError } from '../../errors/yardstick-error.ts';
import { runById } from '../../ledger/run.ts';
import type { StreamName } from '../../warehouse/raw.ts';
import { type CompleteSlice, livingRows, vanishedRows } from '../../warehouse/seen-key.ts';
import type { Context } from '../context.ts';

/** A reading that would delete more than this share, and more than the number below, is doubted rather than believed. */
const believableShare = 0.5;
const believableRows = 1_000;

/** The page that deletes what a complete reading did not meet. Refuses when the source seems to have lost its data. */
export async function tombstonePage(
  context: Context,
  slice: CompleteSlice & { readonly runId: string },
  next: SourcePage['next'],
): Promise<SourcePage> {
  const vanished = await vanishedRows(context.warehouse, slice);
  if (vanished.length > believableRows && !(await isAccepted(context, slice)))
    await refuseUnbelievable(context, slice, vanished.length);
  const records = vanished.map(({ key, record, updated }) => ({
    ...{ key, body: record, deleted: true },
    updatedAt: updated ?? undefined,
  }));
  return { records, next, done: true };
}

/** Whoever ordered the run has looked and says that the source is right. */
async function isAccepted({ db }: Context, of: StreamName & { readonly runId: string }): Promise<boolean> {
  const accepted = (await runById(db, of.runId))?.detail.acceptDeletions;
  return Array.isArray(accepted) && accepted.includes(`${of.source}.${of.stream}`);
}

async function refuseUnbelievable(context: Context, slice: CompleteSlice, vanished: number): Promise<void> {
  const living = await livingRows(context.warehouse, slice);
  if (vanished <= living * believableShare) return;
  throw new YardstickError('SOURCE_VANISHED', `${vanished} of ${living} rows would be deleted at once.`, {
    subject: `${slice.source}.${slice.stream}`,
  });
}
