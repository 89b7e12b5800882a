import type { Entity } from '../entities/entity.ts';
import type { Asset } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { type Column, type Columns, category } from '../kit/column.ts';
import type { AssetKey } from '../kit/key.ts';
import { all } from '../kit/mapping.ts';
import { mappingKey } from './mapping-asset.ts';
import { roleOf, type StagedSource } from './source.ts';

/** `stg.order_identity` */
export function identityKey(entity: Entity): AssetKey {
  return `stg.${entity.name}_identity`;
}

/** The columns by which rows of several sources are recognised as one. */
export function survivesBy(entity: Entity): readonly string[] {
  return entity.survival?.by ?? entity.key;
}

export function preferredColumns(entity: Entity): readonly string[] {
  return Object.keys(entity.preferred ?? {});
}

/**
 * Which source's row survives for every key that sources share, and the values of columns another source knows better.
 * Unpartitioned, because two sources may date the same row in different months: the survivor's date decides.
 * `sources` come in order of precedence.
 */
export function identityAsset(entity: Entity, sources: readonly StagedSource[]): Asset {
  const by = survivesBy(entity);
  return Object.freeze({
    key: identityKey(entity),
    description: `Which source is followed for each ${entity.name}, by precedence.`,
    descriptionZh: `每个 ${entity.name} 采用哪个来源，按优先次序。`,
    columns: identityColumns(entity),
    partitions: Object.freeze({ kind: 'unpartitioned' }),
    orderBy: by,
    inputs: Object.fromEntries(sources.map((source) => [source.name, all(mappingKey(entity, source))])),
    compute: Object.freeze({
      kind: 'text',
      sql: identitySql(entity, sources),
      origin: 'models/staging/identity-asset.ts',
    }),
    checks: [unique(...by)],
  });
}

function identityColumns(entity: Entity): Columns {
  const picked = Object.entries(entity.columns).filter(([name]) => survivesBy(entity).includes(name));
  const preferred = Object.entries(entity.columns)
    .filter(([name]) => preferredColumns(entity).includes(name))
    .map(([name, column]): [string, Column] => [name, { ...column, nullable: true }]);
  return {
    ...Object.fromEntries([...picked, ...preferred]),
    source: category.describe('The source that is followed', '采用的来源'),
  };
}

function identitySql(entity: Entity, sources: readonly StagedSource[]): string {
  const by = survivesBy(entity).join(', ');
  const preferred = preferredColumns(entity);
  const candidates = sources.map((source, place) => {
    const ranks = preferred.map(
      (column) => `${column}, ${rankFor(entity, column, source, place)} AS rank_${column}`,
    );
    const columns = [by, `'${source.name}' AS candidate`, `${place} AS rank`, ...ranks].join(', ');
    return `SELECT ${columns} FROM ${source.name}`;
  });
  const values = preferred.map((column) => `argMin(one.${column}, rank_${column}) AS ${column}`);
  const selected = [by, 'argMin(candidate, rank) AS source', ...values].join(', ');
  return `SELECT ${selected}\nFROM (\n    ${candidates.join('\n    UNION ALL ')}\n) AS one\nGROUP BY ${by}`;
}

/** Sources of the preferred role come before all others for this column. */
function rankFor(entity: Entity, column: string, source: StagedSource, place: number): number {
  return roleOf(source.kind) === entity.preferred?.[column] ? place : 1000 + place;
}
