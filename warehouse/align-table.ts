import type { Asset } from '../models/kit/asset.ts';
import { type Column, clickhouseType } from '../models/kit/column.ts';
import { assetComment, columnComment } from '../models/kit/comment.ts';
import { storedTable } from '../models/kit/key.ts';
import type { Warehouse } from './client.ts';
import { columnSql } from './column-sql.ts';
import { identifier, literal } from './identifier.ts';

interface Standing {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** One ALTER brings new columns, changed types and changed words to a stored table; one that agrees is left alone. */
export async function alignTable(warehouse: Warehouse, asset: Asset): Promise<void> {
  const standing = await standingOf(warehouse, asset);
  const changes = Object.entries(asset.columns).flatMap(([name, column]) =>
    change(name, column, standing.get(name)),
  );
  const words = assetComment(asset);
  if (standing.get('')?.comment !== words) changes.push(`MODIFY COMMENT ${literal(words)}`);
  if (changes.length > 0)
    await warehouse.command(`ALTER TABLE ${storedTable(asset.key)} ${changes.join(', ')}`);
}

function change(name: string, column: Column, before: Standing | undefined): readonly string[] {
  if (before === undefined) return [`ADD COLUMN ${columnSql(name, column)}`];
  if (before.type !== clickhouseType(column)) return [`MODIFY COLUMN ${columnSql(name, column)}`];
  const comment = columnComment(column);
  return before.comment === comment ? [] : [`COMMENT COLUMN ${identifier(name)} ${literal(comment)}`];
}

/** What stands under each column's name, and under the empty name the table itself: one query, since each start asks for every asset. */
async function standingOf(warehouse: Warehouse, asset: Asset): Promise<ReadonlyMap<string, Standing>> {
  const [database, table] = storedTable(asset.key).split('.');
  const found = await warehouse.rows<Standing>(
    `SELECT name, type, comment FROM system.columns WHERE database = {database:String} AND table = {table:String}
     UNION ALL SELECT '', '', comment FROM system.tables WHERE database = {database:String} AND name = {table:String}`,
    { database, table },
  );
  return new Map(found.map((each) => [each.name, each]));
}
