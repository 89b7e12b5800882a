import type { Warehouse } from './client.ts';
import type { StreamName } from './raw.ts';

/** A page as the ledger has committed it. */
export interface CommittedPage extends StreamName {
  readonly page: string;
  readonly position: number;
  readonly slice: string;
  readonly sequence: number;
  readonly rows: number;
  /** ISO instant. */
  readonly committedAt: string;
}

/** Makes the mirror of a stream hold exactly the ledger's committed pages that it lacks; answers how many were added. */
export async function mirrorPages(warehouse: Warehouse, pages: readonly CommittedPage[]): Promise<number> {
  const [first] = pages;
  if (first === undefined) return 0;
  const known = await mirroredPages(warehouse, first);
  const missing = pages.filter(({ page }) => !known.has(page));
  if (missing.length === 0) return 0;
  return warehouse.insert('raw.committed_page', missing.map(mirrorRow));
}

async function mirroredPages(
  warehouse: Warehouse,
  { source, stream }: StreamName,
): Promise<ReadonlySet<string>> {
  const found = await warehouse.rows<{ page: string }>(
    'SELECT page FROM raw.committed_page WHERE source = {source:String} AND stream = {stream:String}',
    { source, stream },
  );
  return new Set(found.map(({ page }) => page));
}

function mirrorRow({ committedAt, ...page }: CommittedPage): object {
  return { ...page, committed_at: committedAt.replace('T', ' ').replace('Z', '') };
}
