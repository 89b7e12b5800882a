import { YardstickError } from '../../errors/yardstick-error.ts';
import type { Entity } from '../entities/entity.ts';
import type { Asset, Partitions } from '../kit/asset.ts';
import { type Check, reconcile, unique, warn } from '../kit/check.ts';
import { type Columns, instant, string } from '../kit/column.ts';
import type { AssetKey } from '../kit/key.ts';
import { type PartitionMapping, stream } from '../kit/mapping.ts';
import { relationNames, takesEveryRow } from './relation-names.ts';
import type { Mapping, StagedSource } from './source.ts';

/** What every mapping tells about a row besides the entity's own columns. */
export const origin = {
  source_id: string.describe('Primary key in the source', '来源中的主键'),
  source_updated_at: instant
    .orNull()
    .describe('When the source last wrote the row', '来源最后写入该行的时刻'),
} as const satisfies Columns;

/** `stg.order_line__erp` */
export function mappingKey(entity: Entity, source: StagedSource): AssetKey {
  return `stg.${entity.name}__${source.name}`;
}

export function partitionsOf(entity: Entity): Partitions {
  return entity.date === undefined
    ? Object.freeze({ kind: 'unpartitioned' })
    : Object.freeze({ kind: 'monthly', column: entity.date });
}

/** What one source says about one entity. Throws MAPPING_INVALID when its SELECT reads a stream the source has not. */
export function mappingAsset(entity: Entity, source: StagedSource): Asset | undefined {
  const mapping = source.mappings[entity.name];
  if (mapping === undefined) return undefined;
  return Object.freeze({
    key: mappingKey(entity, source),
    description: `${entity.description} As ${source.name} tells it.`,
    descriptionZh: `${entity.descriptionZh}按 ${source.name} 所述。`,
    columns: { ...entity.columns, ...origin },
    partitions: partitionsOf(entity),
    orderBy: entity.key,
    inputs: streamInputs(mapping, source),
    compute: Object.freeze({ kind: 'text', sql: mapping.sql, origin: mapping.origin }),
    checks: [warn(unique(...entity.key)), ...controlChecks(entity, mapping, source)],
  });
}

/**
 * Comparison with the source's own count and, where the entity keeps the field's name, its sum. Only for a mapping that
 * turns each living row of one stream into one of its own; it warns, since a living source moves on while it is read.
 */
function controlChecks(entity: Entity, { sql }: Mapping, source: StagedSource): readonly Check[] {
  const [name, ...others] = relationNames(sql);
  const sums = name === undefined ? undefined : source.controls?.[name];
  if (name === undefined || sums === undefined || others.length > 0 || !takesEveryRow(sql)) return [];
  const kept = sums.filter((field) => entity.columns[field] !== undefined);
  if (kept.length === 0) return [warn(reconcile(source.name, name))];
  return kept.map((field) => warn(reconcile(source.name, name, { field, column: field })));
}

/** The source with those presets left out that read a stream it does not offer. */
export function withoutIdlePresets(source: StagedSource): StagedSource {
  const fed = Object.entries(source.mappings).filter(
    ([, { preset, sql }]) => !preset || relationNames(sql).every((name) => source.streams.includes(name)),
  );
  return { ...source, mappings: Object.fromEntries(fed) };
}

function streamInputs(mapping: Mapping, source: StagedSource): Readonly<Record<string, PartitionMapping>> {
  const names = relationNames(mapping.sql);
  const unknown = names.find((name) => !source.streams.includes(name));
  if (unknown !== undefined)
    throw new YardstickError('MAPPING_INVALID', `It reads ${unknown}, which ${source.name} does not offer.`, {
      subject: mapping.origin,
      advice: `Read one of its streams instead: ${source.streams.join(', ')}; or add ${unknown} to its streams.`,
    });
  if (names.length === 0)
    throw new YardstickError('MAPPING_INVALID', 'It reads no stream.', { subject: mapping.origin });
  return Object.fromEntries(names.map((name) => [name, stream(source.name, name)]));
}
