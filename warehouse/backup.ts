import { batches } from './batches.ts';
import type { Warehouse } from './client.ts';
import { identifier, literal } from './identifier.ts';

/** Rows of each table, `database.table`. */
export type TableRows = Readonly<Record<string, number>>;

const own = `('system', 'information_schema', 'INFORMATION_SCHEMA')`;

/**
 * Copies every database into a folder below the one the server allows for backups; with `base` only what an earlier
 * backup lacks. Both are names relative to that folder. Each table is copied as of its own instant.
 */
export async function backUpWarehouse(
  warehouse: Warehouse,
  {
    to,
    base,
    signal,
  }: { readonly to: string; readonly base?: string | undefined; readonly signal: AbortSignal },
): Promise<void> {
  const onto = base === undefined ? '' : ` SETTINGS base_backup = File(${literal(base)})`;
  await warehouse.command(
    `BACKUP ALL EXCEPT DATABASES system, information_schema, INFORMATION_SCHEMA TO File(${literal(to)})${onto}`,
    {},
    { signal },
  );
}

/** Brings every table of a backup back. Tables that a new server has made by itself get the rows added. */
export async function restoreWarehouse(warehouse: Warehouse, from: string): Promise<void> {
  await warehouse.command(
    `RESTORE ALL FROM File(${literal(from)}) SETTINGS allow_non_empty_tables = 1, allow_different_table_def = 1`,
  );
  await renumberParts(warehouse);
}

/**
 * A restored part gets a new number but keeps that of the last mutation it went through. Until the table has counted as far, every
 * DELETE and UPDATE would pass it over in silence (seen with engine 26.7). Attached to a table of its own it loses that number;
 * files are linked, not copied.
 */
async function renumberParts(warehouse: Warehouse): Promise<void> {
  const found = await warehouse.rows<{ database: string; table: string }>(
    `SELECT database, table FROM system.parts WHERE active AND database NOT IN ${own}
     GROUP BY database, table HAVING max(data_version) > max(max_block_number)`,
  );
  for (const { database, table } of found) {
    const old = `${identifier(database)}.${identifier(table)}`;
    const renumbered = `${identifier(database)}.${identifier(`${table} renumbered`)}`;
    await warehouse.command(`CREATE TABLE ${renumbered} AS ${old}`);
    await warehouse.command(`ALTER TABLE ${renumbered} ATTACH PARTITION ALL FROM ${old}`);
    await warehouse.command(`EXCHANGE TABLES ${old} AND ${renumbered}`);
    await warehouse.command(`DROP TABLE ${renumbered} SYNC`);
  }
}

/** Only of tables whose rows no merge takes away: neither replaced by newer ones nor past their time. */
export async function rowsByTable(warehouse: Warehouse): Promise<TableRows> {
  const tables = await warehouse.rows<{ database: string; table: string }>(
    `SELECT database, name AS table FROM system.tables
     WHERE database NOT IN ${own} AND engine = 'MergeTree' AND NOT is_temporary
       AND create_table_query NOT LIKE '% TTL %' ORDER BY database, name`,
  );
  const counts = tables.map(
    ({ database, table }) =>
      `SELECT ${literal(`${database}.${table}`)} AS name, count() AS rows FROM ${identifier(database)}.${identifier(table)}`,
  );
  const rows: Record<string, number> = {};
  for (const batch of batches(counts))
    for (const found of await warehouse.rows<{ name: string; rows: string }>(batch.join(' UNION ALL ')))
      rows[found.name] = Number(found.rows);
  return rows;
}

/** Bytes on disk of what a full backup would copy. */
export async function warehouseBytes(warehouse: Warehouse): Promise<number> {
  const [found] = await warehouse.rows<{ bytes: string }>(
    `SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database NOT IN ${own}`,
  );
  return Number(found?.bytes ?? 0);
}

export async function engineVersion(warehouse: Warehouse): Promise<string> {
  const [found] = await warehouse.rows<{ version: string }>('SELECT version() AS version');
  return found?.version ?? '';
}
