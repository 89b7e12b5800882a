import { pagesToMirror } from '../../ledger/stream-pages.ts';
import { mirroredPages, mirrorPages } from '../../warehouse/committed-page.ts';
import type { StreamName } from '../../warehouse/raw.ts';
import { deletePages } from '../../warehouse/raw-retention.ts';
import type { Context } from '../context.ts';

/**
 * Makes the warehouse's mirror of a stream hold exactly the committed pages that the ledger wants there. The mirror is read
 * first: what it has and the ledger does not was taken back, and a kill came before it was deleted.
 */
export async function mirrorStream(
  context: Pick<Context, 'db' | 'warehouse'>,
  { source, stream }: StreamName,
): Promise<void> {
  const mirrored = await mirroredPages(context.warehouse, { source, stream });
  const pages = await pagesToMirror(context.db, source, stream);
  const counted = new Set(pages.map(({ page }) => page));
  const superfluous = [...mirrored].filter((page) => !counted.has(page));
  await deletePages(context.warehouse, { source, stream }, superfluous);
  const missing = pages.filter(({ page }) => !mirrored.has(page));
  await mirrorPages(
    context.warehouse,
    missing.map(({ page, position, slice, sequence, rows, committedAt }) => ({
      ...{ source, stream, page, position, slice, sequence, rows, committedAt },
    })),
  );
}
