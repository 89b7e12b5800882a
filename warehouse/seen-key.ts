import type { Warehouse } from './client.ts';
import { identifier, literal } from './identifier.ts';
import { committed, rawTable, type StreamName } from './raw.ts';

/** A slice that reads a stream completely. */
export interface CompleteSlice extends StreamName {
  readonly slice: string;
}

/** Stands for the page itself, so that one without rows is seen to have been noted. No row has an empty key. */
const marker = '';

/** Notes the keys a page of a complete reading has seen, unchanged rows included. */
export async function noteSeen(
  warehouse: Warehouse,
  { source, stream, slice }: CompleteSlice,
  page: string,
  keys: readonly string[],
): Promise<void> {
  await warehouse.insert(
    'raw.seen_key',
    [marker, ...keys].map((key) => ({ source, stream, slice, page, key })),
  );
}

/** Pages of a complete reading whose keys are noted. */
export async function pagesSeen(
  warehouse: Warehouse,
  { source, stream, slice }: CompleteSlice,
): Promise<ReadonlySet<string>> {
  const found = await warehouse.rows<{ page: string }>(
    `SELECT page FROM raw.seen_key WHERE source = {source:String} AND stream = {stream:String}
       AND slice = {slice:String} AND key = ''`,
    { source, stream, slice },
  );
  return new Set(found.map(({ page }) => page));
}

/** A living row that a complete reading did not meet: the source has deleted it. */
export interface VanishedRow {
  readonly key: string;
  readonly record: string;
  /** Modification instant of the living row, UTC text, which the tombstone takes over so that it is the newer one by position. */
  readonly updated: string | null;
}

/** Newest living rows whose keys no committed page of the slice has seen. */
export async function vanishedRows(
  warehouse: Warehouse,
  slice: CompleteSlice,
): Promise<readonly VanishedRow[]> {
  return warehouse.rows<VanishedRow>(
    `SELECT key, record, updated FROM (${newestLiving(slice)}) WHERE key NOT IN (
       SELECT key FROM raw.seen_key
       WHERE source = {source:String} AND stream = {stream:String} AND slice = {slice:String}
         AND page IN (SELECT page FROM ${committed(slice)}))
     ORDER BY key`,
    { ...slice },
  );
}

/** How many rows of a stream are alive, before a complete reading's deletions. */
export async function livingRows(warehouse: Warehouse, name: StreamName): Promise<number> {
  const [found] = await warehouse.rows<{ rows: string }>(
    `SELECT count() AS rows FROM (${newestLiving(name)})`,
  );
  return Number(found?.rows ?? 0);
}

/** Forgets what a finished reading has seen. */
export async function forgetSeen(warehouse: Warehouse, slice: CompleteSlice): Promise<void> {
  const partition = `(${literal(slice.source)}, ${literal(slice.stream)}, ${literal(slice.slice)})`;
  await warehouse.command(`ALTER TABLE raw.${identifier('seen_key')} DROP PARTITION ${partition}`);
}

function newestLiving(name: StreamName): string {
  return `SELECT _key AS key, argMax(record, (ifNull(_updated_at, toDateTime64(0, 6, 'UTC')), position, _row)) AS record,
      toString(max(_updated_at)) AS updated
    FROM ${rawTable(name)} AS r INNER JOIN ${committed(name)} AS c ON r._page = c.page
    GROUP BY key
    HAVING NOT argMax(_deleted, (ifNull(_updated_at, toDateTime64(0, 6, 'UTC')), position, _row))`;
}
