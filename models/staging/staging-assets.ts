import { entities } from '../entities/entities.ts';
import type { Entity } from '../entities/entity.ts';
import type { Asset } from '../kit/asset.ts';
import { identityAsset, identityKey } from './identity-asset.ts';
import { mappingAsset } from './mapping-asset.ts';
import type { StagedSource } from './source.ts';
import { unionAsset } from './union-asset.ts';

/** All `stg` assets of the given sources, which come in order of precedence. */
export function stagingAssets(sources: readonly StagedSource[]): readonly Asset[] {
  return entities.flatMap((entity) => entityAssets(entity, sources));
}

function entityAssets(entity: Entity, sources: readonly StagedSource[]): readonly Asset[] {
  const feeding = feeds(entity, sources);
  const told = feeding.flatMap((source) => mappingAsset(entity, source) ?? []);
  if (feeding.length < 2) return [...told, unionAsset(entity, feeding, undefined)];
  const leader = leaderOf(entity, sources);
  const own = leader === entity ? [identityAsset(entity, feeding)] : [];
  return [...told, ...own, unionAsset(entity, feeding, identityKey(leader))];
}

/** The entity whose identity decides: the document a detail belongs to where several sources tell of it, else itself. */
function leaderOf(entity: Entity, sources: readonly StagedSource[]): Entity {
  const followed = entities.find((other) => other.name === entity.survival?.follows);
  return followed !== undefined && feeds(followed, sources).length > 1 ? followed : entity;
}

function feeds(entity: Entity, sources: readonly StagedSource[]): readonly StagedSource[] {
  return sources.filter((source) => source.mappings[entity.name] !== undefined);
}
