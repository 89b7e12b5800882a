import { YardstickError } from '../../errors/yardstick-error.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import type { Graph } from '../../planner/graph.ts';

/** The asset somebody typed. Error: ASSET_UNKNOWN with the nearest names. */
export function assetNamed(graph: Graph, text: string): AssetKey {
  const found = graph.order.find((key) => key === text);
  if (found !== undefined) return found;
  const part = text.split('.').at(-1) ?? text;
  const near = graph.order.filter((key) => key.includes(part.slice(0, 7))).slice(0, 5);
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`;
  throw new YardstickError('ASSET_UNKNOWN', `There is no such asset.${hint}`, { subject: text });
}
