import type { Asset } from '../models/kit/asset.ts';
import { assetComment } from '../models/kit/comment.ts';
import { layers, storedTable } from '../models/kit/key.ts';
import { alignTable, standingTables } from './align-table.ts';
import type { Warehouse } from './client.ts';
import { columnSql } from './column-sql.ts';
import { identifiers, literal } from './identifier.ts';
import { judgementColumns } from './judgement.ts';
import { relationAt } from './relation.ts';

const durable = 'fsync_after_insert = 1, fsync_part_directory = 1';

const metaTables = [
  `CREATE TABLE IF NOT EXISTS meta.pointer (
    release UInt64 COMMENT 'Number of the release that made this version visible',
    asset LowCardinality(String), month Date, version UInt64,
    published_at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = MergeTree ORDER BY (asset, month, release) SETTINGS ${durable}
  COMMENT 'Which version of each month of each asset a release shows; one INSERT publishes a release'`,
  `CREATE TABLE IF NOT EXISTS raw.committed_page (
    source LowCardinality(String), stream LowCardinality(String), position UInt64, page UUID,
    slice String, sequence UInt32, rows UInt32, committed_at DateTime64(3, 'UTC')
  ) ENGINE = ReplacingMergeTree ORDER BY (source, stream, position, page) SETTINGS ${durable}
  COMMENT 'Pages that count: mirror of the ledger, repaired from it before staging'`,
  `CREATE TABLE IF NOT EXISTS meta.quarantine (
    asset LowCardinality(String), _version UInt64, source_id String, rule String, detail String,
    found_at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = MergeTree PARTITION BY asset ORDER BY (asset, _version, source_id)
  COMMENT 'Rows that staging refused, with the rule; they return by themselves once the source is mended'`,
  `CREATE TABLE IF NOT EXISTS meta.stream (
    source LowCardinality(String), stream LowCardinality(String), fields String COMMENT 'JSON: field and its type',
    declared_at DateTime64(6, 'UTC') DEFAULT now64(6)
  ) ENGINE = MergeTree ORDER BY (source, stream, declared_at)
  COMMENT 'How the fields of each stream are typed when staging reads them'`,
  `CREATE TABLE IF NOT EXISTS meta.control_total (
    source LowCardinality(String), stream LowCardinality(String), rows UInt64, sums String COMMENT 'JSON: field and its sum',
    coverage Nullable(Float64) COMMENT 'Share of its rows the source can show', taken_at DateTime64(6, 'UTC') DEFAULT now64(6)
  ) ENGINE = MergeTree ORDER BY (source, stream, taken_at)
  COMMENT 'What each source says of itself, taken when it was read'`,
  `CREATE TABLE IF NOT EXISTS raw.seen_key (
    source LowCardinality(String), stream LowCardinality(String), slice String, page UUID, key String
  ) ENGINE = MergeTree PARTITION BY (source, stream, slice) ORDER BY key SETTINGS ${durable}
  COMMENT 'Keys met by complete readings under way; what they do not meet was deleted in the source'`,
];

/** Databases and the tables every asset shares. Safe to run at each start. */
export async function createFoundations(warehouse: Warehouse): Promise<void> {
  for (const database of ['raw', 'store', 'meta', ...layers]) {
    await warehouse.command(`CREATE DATABASE IF NOT EXISTS ${database}`);
  }
  for (const table of metaTables) await warehouse.command(table);
}

/** Makes the stored tables and the views of assets agree with their declarations, in the given order, whatever stood there before. */
export async function createAssets(warehouse: Warehouse, assets: readonly Asset[]): Promise<void> {
  const standing = await standingTables(warehouse);
  for (const asset of assets) {
    const before = standing.get(storedTable(asset.key));
    if (before === undefined) await warehouse.command(storedTableSql(asset));
    else await alignTable(warehouse, asset, before);
    await warehouse.command(viewSql(asset));
  }
}

/**
 * `CREATE TABLE` of an asset's versions. Not synced to disk at each insert (four times slower, ten times when dropped):
 * they can be computed again, and what a power cut takes is found at the next start.
 */
export function storedTableSql(asset: Asset): string {
  const columns = Object.entries(asset.columns).map(([name, column]) => columnSql(name, column));
  return `CREATE TABLE IF NOT EXISTS ${storedTable(asset.key)} (
    ${[...columns, ...judgementColumns(asset), '_month Date', '_version UInt64'].join(',\n    ')}
  ) ENGINE = MergeTree PARTITION BY (_month, _version) ORDER BY (${identifiers(asset.orderBy)})
  COMMENT ${literal(assetComment(asset))}`;
}

/** `CREATE VIEW` of what is published, with the dictionary's comments. Readers need rights on the view only, never on the stored versions. */
export function viewSql(asset: Asset): string {
  const columns = Object.entries(asset.columns).map(([name, column]) => columnSql(name, column));
  return `CREATE OR REPLACE VIEW ${asset.key} (${columns.join(', ')}) DEFINER = CURRENT_USER SQL SECURITY DEFINER AS ${relationAt(asset)} COMMENT ${literal(assetComment(asset))}`;
}
