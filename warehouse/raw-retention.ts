import { batches } from './batches.ts';
import type { Warehouse } from './client.ts';
import { committed, deleteRows, rawTable, type StreamName } from './raw.ts';

/** Pages that hold the newest row of some key: what they say is still the source's word, however old. */
export async function pagesInUse(warehouse: Warehouse, name: StreamName): Promise<ReadonlySet<string>> {
  const found = await warehouse.rows<{ page: string }>(
    `SELECT DISTINCT page FROM (
       SELECT _key, argMax(r._page, (ifNull(_updated_at, toDateTime64(0, 6, 'UTC')), position, _row)) AS page
       FROM ${rawTable(name)} AS r INNER JOIN ${committed(name)} AS c ON r._page = c.page GROUP BY _key)`,
  );
  return new Set(found.map(({ page }) => page));
}

/** Removes retired pages: rows and mirror entries. Repeating it does nothing. */
export async function deletePages(
  warehouse: Warehouse,
  name: StreamName,
  pages: readonly string[],
): Promise<void> {
  const sql = `DELETE FROM raw.committed_page WHERE page IN {pages:Array(UUID)}`;
  for (const batch of batches(pages)) await warehouse.command(sql, { pages: batch });
  await deleteRows(warehouse, name, pages);
}
