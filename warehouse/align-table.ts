import type { Asset } from '../models/kit/asset.ts';
import { type Column, clickhouseType } from '../models/kit/column.ts';
import { assetComment, columnComment } from '../models/kit/comment.ts';
import { storedTable } from '../models/kit/key.ts';
import type { Warehouse } from './client.ts';
import { columnSql } from './column-sql.ts';
import { identifier, literal } from './identifier.ts';
import { judgementColumns } from './judgement.ts';

interface Standing {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** What stands under each column's name, and under the empty name the table itself. */
export type StandingTable = ReadonlyMap<string, Standing>;

/** One ALTER brings new columns, changed types and changed words to a stored table; one that agrees is left alone. */
export async function alignTable(warehouse: Warehouse, asset: Asset, standing: StandingTable): Promise<void> {
  const changes = Object.entries(asset.columns).flatMap(([name, column]) =>
    change(name, column, standing.get(name)),
  );
  const judged = judgementColumns(asset).filter((column) => !standing.has(column.split(' ', 1)[0] ?? ''));
  changes.push(...judged.map((column) => `ADD COLUMN ${column}`));
  const words = assetComment(asset);
  if (standing.get('')?.comment !== words) changes.push(`MODIFY COMMENT ${literal(words)}`);
  if (changes.length > 0)
    await warehouse.command(`ALTER TABLE ${storedTable(asset.key)} ${changes.join(', ')}`);
}

/** The stored tables that are there: one query, since a question for each asset would take longer than creating it. */
export async function standingTables(warehouse: Warehouse): Promise<ReadonlyMap<string, StandingTable>> {
  const found = await warehouse.rows<Standing & { readonly table: string }>(
    `SELECT concat(database, '.', table) AS table, name, type, comment FROM system.columns WHERE database = 'store'
     UNION ALL SELECT concat(database, '.', name), '', '', comment FROM system.tables WHERE database = 'store'`,
  );
  const tables = new Map<string, Map<string, Standing>>();
  for (const { table, ...each } of found) {
    const standing = tables.get(table) ?? new Map<string, Standing>();
    tables.set(table, standing.set(each.name, each));
  }
  return tables;
}

function change(name: string, column: Column, before: Standing | undefined): readonly string[] {
  if (before === undefined) return [`ADD COLUMN ${columnSql(name, column)}`];
  if (before.type !== clickhouseType(column)) return [`MODIFY COLUMN ${columnSql(name, column)}`];
  const comment = columnComment(column);
  return before.comment === comment ? [] : [`COMMENT COLUMN ${identifier(name)} ${literal(comment)}`];
}
