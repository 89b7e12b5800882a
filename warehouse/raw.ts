import { batches } from './batches.ts';
import type { Warehouse } from './client.ts';
import { identifier, literal } from './identifier.ts';

/** A source row on its way into raw. Shape of `raw.<source>__<stream>`. */
export interface RawRow {
  readonly _page: string;
  readonly _row: number;
  readonly _key: string;
  /** `YYYY-MM-DD HH:MM:SS.ffffff` UTC, or null where the source has no modification time. */
  readonly _updated_at: string | null;
  readonly _deleted: boolean;
  readonly _hash: string;
  readonly record: string;
}

export interface StreamName {
  readonly source: string;
  readonly stream: string;
}

export function rawTable({ source, stream }: StreamName): string {
  return `raw.${identifier(`${source}__${stream}`)}`;
}

/** Appended pages of a stream, and the keys its complete readings have seen. Safe to run at each start. */
export async function createRaw(warehouse: Warehouse, name: StreamName): Promise<void> {
  await warehouse.command(`CREATE TABLE IF NOT EXISTS ${rawTable(name)} (
    _page UUID, _row UInt32, _key String, _updated_at Nullable(DateTime64(6, 'UTC')), _deleted Bool,
    _hash FixedString(32), record String CODEC(ZSTD(1)), _loaded_at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = MergeTree ORDER BY (_page, _row)
  SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, non_replicated_deduplication_window = 0
  COMMENT ${literal(`What ${name.source} said in ${name.stream}, page by page; only pages in raw.committed_page count`)}`);
}

/** One page, one INSERT, then counted back: answers the rows that are really there. */
export async function insertPage(
  warehouse: Warehouse,
  name: StreamName,
  page: string,
  rows: readonly RawRow[],
  inserted: () => void = () => {},
): Promise<number> {
  if (rows.length > 0)
    await warehouse.insert(rawTable(name), rows, { settings: { max_insert_block_size: '1000000' } });
  inserted();
  return rows.length === 0 ? 0 : countPage(warehouse, name, page);
}

export async function countPage(warehouse: Warehouse, name: StreamName, page: string): Promise<number> {
  const sql = `SELECT count() AS rows FROM ${rawTable(name)} WHERE _page = {page:UUID}`;
  const [found] = await warehouse.rows<{ rows: string }>(sql, { page });
  return Number(found?.rows ?? 0);
}

/** Hash of the newest committed row of each key that is there: what a re-read row is compared with. */
export async function newestHashes(
  warehouse: Warehouse,
  name: StreamName,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const batch of batches(keys)) {
    const found = await warehouse.rows<{ key: string; hash: string }>(
      `SELECT _key AS key, argMax(_hash, (ifNull(_updated_at, toDateTime64(0, 6)), position, _row)) AS hash
       FROM ${rawTable(name)} AS r INNER JOIN ${committed(name)} AS c ON r._page = c.page
       WHERE _key IN {keys:Array(String)} GROUP BY key`,
      { keys: batch },
    );
    for (const { key, hash } of found) hashes.set(key, hash);
  }
  return hashes;
}

/** Committed pages of a stream as a subquery: `page`, `position`. */
export function committed({ source, stream }: StreamName): string {
  return `(SELECT page, max(position) AS position FROM raw.committed_page
    WHERE source = ${literal(source)} AND stream = ${literal(stream)} GROUP BY page)`;
}

/** Pages whose rows are there, uncommitted, and older than any attempt still running. */
export async function strayPages(
  warehouse: Warehouse,
  name: StreamName,
  olderThan: Date,
): Promise<readonly string[]> {
  const found = await warehouse.rows<{ page: string }>(
    `SELECT DISTINCT _page AS page FROM ${rawTable(name)}
     WHERE _loaded_at < {olderThan:DateTime64(3, 'UTC')} AND _page NOT IN (SELECT page FROM ${committed(name)})`,
    { olderThan: olderThan.toISOString().replace('T', ' ').replace('Z', '') },
  );
  return found.map(({ page }) => page);
}

/** Takes the rows of such pages out. */
export async function dropUncommitted(
  warehouse: Warehouse,
  name: StreamName,
  olderThan: Date,
): Promise<void> {
  await deleteRows(warehouse, name, await strayPages(warehouse, name, olderThan));
}

/** Takes the rows of pages out of raw. */
export async function deleteRows(
  warehouse: Warehouse,
  name: StreamName,
  pages: readonly string[],
): Promise<void> {
  const sql = `DELETE FROM ${rawTable(name)} WHERE _page IN {pages:Array(UUID)}`;
  for (const batch of batches(pages)) await warehouse.command(sql, { pages: batch });
}
