import type { Lease } from '../../ledger/lease.ts';
import { withdrawPages } from '../../ledger/page.ts';
import type { SliceKey } from '../../ledger/slice.ts';
import { deletePages } from '../../warehouse/raw-retention.ts';
import type { Context } from '../context.ts';

/** Takes a page and all that follow it in its slice out of ledger and warehouse, so that they are read again; answers them. */
export async function takeBackPages(
  { db, warehouse }: Context,
  lease: Lease,
  from: SliceKey & { readonly sequence: number },
): Promise<readonly string[]> {
  const pages = (await withdrawPages(db, lease, from)).map(({ page }) => page);
  await deletePages(warehouse, from, pages);
  return pages;
}
