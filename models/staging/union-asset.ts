import type { Entity } from '../entities/entity.ts';
import type { Asset } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, clickhouseType } from '../kit/column.ts';
import type { AssetKey } from '../kit/key.ts';
import { all, type PartitionMapping, sameMonth } from '../kit/mapping.ts';
import { preferredColumns, survivesBy } from './identity-asset.ts';
import { mappingKey, origin, partitionsOf } from './mapping-asset.ts';
import type { StagedSource } from './source.ts';

/** `stg.order_line`: the surviving rows of all sources; typed and empty when none feeds it. */
export function unionAsset(
  entity: Entity,
  sources: readonly StagedSource[],
  identity: AssetKey | undefined,
): Asset {
  const columns = {
    ...entity.columns,
    source: category.describe('Source the row came from', '该行的来源'),
    ...origin,
  };
  const part = entity.date === undefined ? all : sameMonth;
  const rows = sources.map((source): [string, PartitionMapping] => [
    source.name,
    part(mappingKey(entity, source)),
  ]);
  const names = Object.keys(columns);
  return Object.freeze({
    key: `stg.${entity.name}`,
    description: entity.description,
    descriptionZh: entity.descriptionZh,
    columns,
    partitions: partitionsOf(entity),
    orderBy: entity.key,
    inputs: { ...Object.fromEntries(rows), ...(identity === undefined ? {} : { survivor: all(identity) }) },
    compute: Object.freeze({
      kind: 'text',
      sql: sources.length === 0 ? emptySql(columns) : unionSql(entity, names, sources, identity),
      origin: 'models/staging/union-asset.ts',
    }),
    checks: [unique(...entity.key)],
  });
}

function emptySql(columns: Asset['columns']): string {
  const typed = Object.entries(columns).map(
    ([name, column]) =>
      `defaultValueOfTypeName('${clickhouseType(column).replaceAll("'", "\\'")}') AS ${name}`,
  );
  return `SELECT ${typed.join(', ')}\nWHERE 0`;
}

function unionSql(
  entity: Entity,
  names: readonly string[],
  sources: readonly StagedSource[],
  identity: AssetKey | undefined,
): string {
  const told = names.filter((name) => name !== 'source').join(', ');
  const rows = sources.map((source) => `SELECT ${told}, '${source.name}' AS source FROM ${source.name}`);
  const all = rows.join('\n    UNION ALL ');
  if (identity === undefined) return all;
  const better = preferredColumns(entity);
  const selected = names.map((name) =>
    better.includes(name) ? `coalesce(survivor.${name}, told.${name}) AS ${name}` : `told.${name} AS ${name}`,
  );
  const match = [...survivesBy(entity), 'source'].map((name) => `told.${name} = survivor.${name}`);
  return `SELECT ${selected.join(', ')}\nFROM (\n    ${all}\n) AS told\nINNER JOIN survivor ON ${match.join(' AND ')}`;
}
