import { newestPages, type PageRecord } from '../ledger/page.ts';
import { slicesOf } from '../ledger/slice.ts';
import { countPage } from '../warehouse/raw.ts';
import type { Context } from './context.ts';
import { sliceSpec } from './extraction/slice-spec.ts';
import { takeBackPages } from './extraction/take-back.ts';
import { holdIfFree } from './hold-lease.ts';

/** How far back a power cut can have taken acknowledged rows. */
const newest = 200;

/**
 * At start: the newest committed pages are counted in the warehouse. A page that lost rows is withdrawn, with all
 * that follow it in its slice, so that the next run reads it again. Answers the pages withdrawn.
 */
export async function verifyPages(context: Context): Promise<readonly string[]> {
  const withdrawn: string[] = [];
  for (const page of (await newestPages(context.db, newest)).toReversed()) {
    if (withdrawn.includes(page.page)) continue;
    const counted = await countPage(context.warehouse, page, page.page);
    if (counted !== page.rows) withdrawn.push(...(await withdraw(context, page)));
  }
  return withdrawn;
}

async function withdraw(context: Context, page: PageRecord): Promise<readonly string[]> {
  const { source, stream, slice, sequence } = page;
  const lease = { key: `stream:${source}.${stream}`, who: 'a verification' };
  // Whoever reads the stream at this moment is a live attempt; its own count protects its pages.
  const gone = await holdIfFree(context, lease, async (held) => {
    // What a complete reading has met is forgotten when it ends, so it begins anew.
    const from = (await isComplete(context, page)) ? 0 : sequence;
    return takeBackPages(context, held, { source, stream, slice, sequence: from });
  });
  return gone ?? [];
}

async function isComplete({ db }: Context, { source, stream, slice }: PageRecord): Promise<boolean> {
  const record = (await slicesOf(db, source, stream)).find((each) => each.slice === slice);
  return record !== undefined && sliceSpec(record).complete;
}
