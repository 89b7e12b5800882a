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

/** Adds pages to the mirror. */
export async function mirrorPages(warehouse: Warehouse, pages: readonly CommittedPage[]): Promise<void> {
  if (pages.length > 0) await warehouse.insert('raw.committed_page', pages.map(mirrorRow));
}

/** Streams of which the mirror knows pages. */
export async function mirroredStreams(warehouse: Warehouse): Promise<readonly StreamName[]> {
  return warehouse.rows<StreamName>('SELECT DISTINCT source, stream FROM raw.committed_page');
}

/** The pages of a stream that the mirror calls committed. */
export async function mirroredPages(
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
