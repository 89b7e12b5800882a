import { YardstickError } from '../errors/yardstick-error.ts';
import type { Asset } from '../models/kit/asset.ts';
import type { AssetKey } from '../models/kit/key.ts';
import type { PartitionMapping } from '../models/kit/mapping.ts';
import { type Edges, reachable, reversed, topologicalOrder } from './edges.ts';
import { validateAsset } from './validate-asset.ts';

/** The configured assets and who reads whom. Every list is in `order`. */
export interface Graph {
  /** Every key, inputs before their readers; the same for the same assets in whatever order they were given. */
  readonly order: readonly AssetKey[];
  /** @throws YardstickError ASSET_UNKNOWN, as the four below do. */
  asset(key: AssetKey): Asset;
  /** Everything it is made from, directly or not. */
  upstream(key: AssetKey): readonly AssetKey[];
  /** Everything made from it, directly or not. */
  downstream(key: AssetKey): readonly AssetKey[];
  inputsOf(key: AssetKey): readonly AssetKey[];
  readersOf(key: AssetKey): readonly AssetKey[];
}

/** The asset a mapping reads; none for a stream. */
export function assetOf(mapping: PartitionMapping): AssetKey | undefined {
  return mapping.kind === 'stream' ? undefined : mapping.asset;
}

function directInputs(asset: Asset): AssetKey[] {
  return [...new Set(Object.values(asset.inputs).flatMap((mapping) => assetOf(mapping) ?? []))];
}

function byKey(assets: readonly Asset[]): ReadonlyMap<AssetKey, Asset> {
  const found = new Map<AssetKey, Asset>();
  for (const asset of assets) {
    if (found.has(asset.key)) {
      throw new YardstickError('ASSET_INVALID', 'It is declared twice.', { subject: asset.key });
    }
    found.set(asset.key, asset);
  }
  return found;
}

function finder(known: ReadonlyMap<AssetKey, Asset>): Graph['asset'] {
  return (key) => {
    const found = known.get(key);
    if (found === undefined)
      throw new YardstickError('ASSET_UNKNOWN', 'There is no such asset.', { subject: key });
    return found;
  };
}

/**
 * Checks the assets against each other and answers their graph.
 * @throws YardstickError ASSET_INVALID naming the asset: declared twice, unknown input, a cycle (with its path), a month
 * mapping where there are no months, a slice without validity, a stream outside stg, a layer read backwards, a nullable key.
 */
export function buildGraph(assets: readonly Asset[]): Graph {
  const known = byKey(assets);
  for (const each of assets) validateAsset(each, known);
  const inputs: Edges = new Map(assets.map((each) => [each.key, directInputs(each)]));
  const order = topologicalOrder(inputs);
  const readers = reversed(inputs);
  const sorted = (keys: ReadonlySet<AssetKey>) => order.filter((key) => keys.has(key));
  const asset = finder(known);
  return Object.freeze({
    order,
    asset,
    upstream: (key: AssetKey) => sorted(reachable(asset(key).key, inputs)),
    downstream: (key: AssetKey) => sorted(reachable(asset(key).key, readers)),
    inputsOf: (key: AssetKey) => sorted(new Set(inputs.get(asset(key).key))),
    readersOf: (key: AssetKey) => sorted(new Set(readers.get(asset(key).key))),
  });
}

/**
 * The given assets split into parts that no direct input crosses, each part and its members in the graph's order.
 * Of a run in which something failed, the whole part is withheld and the other parts are published.
 */
export function connectedParts(graph: Graph, keys: Iterable<AssetKey>): AssetKey[][] {
  const among = new Set(keys);
  const members = graph.order.filter((key) => among.has(key));
  const partOf = new Map<AssetKey, Set<AssetKey>>(members.map((key) => [key, new Set([key])]));
  for (const key of members) {
    for (const input of graph.inputsOf(key)) unite(partOf, key, input);
  }
  return [...new Set(partOf.values())].map((part) => members.filter((key) => part.has(key)));
}

function unite(partOf: Map<AssetKey, Set<AssetKey>>, left: AssetKey, right: AssetKey): void {
  const into = partOf.get(left);
  const from = partOf.get(right);
  if (into === undefined || from === undefined || into === from) return;
  for (const key of from) {
    into.add(key);
    partOf.set(key, into);
  }
}
