import type { Context } from '../../activities/context.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { relationAt } from '../../warehouse/relation.ts';

/** What stands in FROM for an asset, so that all tables of a statement show one release. */
export function publishedTables(
  { graph }: Pick<Context['project'], 'graph'>,
  release: number,
): (key: AssetKey) => string {
  return (key) => `(${relationAt(graph.asset(key), release)})`;
}
