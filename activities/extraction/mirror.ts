import { committedPages } from '../../ledger/stream-pages.ts';
import { mirrorPages } from '../../warehouse/committed-page.ts';
import type { StreamName } from '../../warehouse/raw.ts';
import type { Context } from '../context.ts';

/** Brings the warehouse's mirror of a stream's committed pages up to the ledger. */
export async function mirrorStream(context: Context, { source, stream }: StreamName): Promise<void> {
  const pages = await committedPages(context.db, source, stream);
  await mirrorPages(
    context.warehouse,
    pages.map(({ page, position, slice, sequence, rows, committedAt }) => ({
      ...{ source, stream, page, position, slice, sequence, rows, committedAt },
    })),
  );
}
