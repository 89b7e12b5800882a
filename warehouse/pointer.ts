import type { Warehouse } from './client.ts';

export interface ReleaseEntry {
  readonly asset: string;
  readonly month: string;
  readonly version: number;
}

/** Publishes a release: one INSERT, one block, one part, so that readers see all of it or nothing. */
export async function pointTo(
  warehouse: Warehouse,
  release: number,
  entries: readonly ReleaseEntry[],
): Promise<void> {
  const rows = entries.map((entry) => ({ release, ...entry }));
  await warehouse.insert('meta.pointer', rows, {
    settings: { max_insert_block_size: '10000000', min_insert_block_size_rows: '0', max_insert_threads: '1' },
  });
}

/** Entries of a release that are visible; none when its INSERT never happened. */
export async function visibleEntries(warehouse: Warehouse, release: number): Promise<number> {
  const [found] = await warehouse.rows<{ entries: string }>(
    'SELECT count() AS entries FROM meta.pointer WHERE release = {release:UInt64}',
    { release },
  );
  return Number(found?.entries ?? 0);
}
