import { YardstickError } from '../errors/yardstick-error.ts';
import type { AssetKey } from '../models/kit/key.ts';

/** From each asset to the ones it points at: its inputs, or its readers. */
export type Edges = ReadonlyMap<AssetKey, readonly AssetKey[]>;

/**
 * Keys with the ones they point at first, ties by name. Depth-first, so that a cycle is met while its path is still in hand.
 * @throws YardstickError ASSET_INVALID naming the cycle's path.
 */
export function topologicalOrder(edges: Edges): AssetKey[] {
  const done = new Set<AssetKey>();
  const path: AssetKey[] = [];
  const visit = (key: AssetKey): void => {
    if (done.has(key)) return;
    if (path.includes(key)) throw cycle([...path.slice(path.indexOf(key)), key]);
    path.push(key);
    for (const next of [...(edges.get(key) ?? [])].sort()) visit(next);
    path.pop();
    done.add(key);
  };
  for (const key of [...edges.keys()].sort()) visit(key);
  return [...done];
}

function cycle(path: readonly AssetKey[]): YardstickError {
  return new YardstickError('ASSET_INVALID', `Assets read each other in a circle: ${path.join(' ← ')}.`, {
    subject: path[0] ?? '',
  });
}

/** The same edges seen from the other end. */
export function reversed(edges: Edges): Edges {
  const back = new Map<AssetKey, AssetKey[]>([...edges.keys()].map((key) => [key, []]));
  for (const [key, targets] of edges) for (const target of targets) back.get(target)?.push(key);
  return back;
}

/** Everything that can be reached from a key, itself left out. */
export function reachable(from: AssetKey, edges: Edges): ReadonlySet<AssetKey> {
  const seen = new Set<AssetKey>();
  const waiting = [...(edges.get(from) ?? [])];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    waiting.push(...(edges.get(key) ?? []));
  }
  return seen;
}
