import type { BuildOutcome, BuildRequest } from '../activities/build-asset.ts';
import type { ReadyNode } from '../activities/plan-run.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { quick } from './activity-proxies.ts';
import { startMaterializing } from './materialize.ts';

export interface Walk {
  readonly runId: string;
  readonly nodes: readonly ReadyNode[];
  readonly round: number;
  readonly inFlight: number;
  readonly requestFor: (asset: AssetKey) => BuildRequest;
  readonly onState: (
    asset: AssetKey,
    state: BuildOutcome['status'] | 'building' | 'blocked',
    outcome?: BuildOutcome,
  ) => void;
}

/**
 * Builds the nodes of a plan, each as soon as everything it waits for is done, never more than `inFlight` at once.
 * What a failed asset feeds is blocked, not tried.
 */
export async function walk(of: Walk): Promise<void> {
  const waiting = new Map(of.nodes.map((node) => [node.asset, node]));
  const settled = new Map<AssetKey, 'good' | 'bad'>();
  const running = new Map<AssetKey, Promise<AssetKey>>();
  while (waiting.size > 0 || running.size > 0) {
    await blockHopeless(of, waiting, settled);
    for (const node of readyNodes(waiting, settled)) {
      if (running.size >= of.inFlight) break;
      waiting.delete(node.asset);
      running.set(node.asset, build(of, node.asset, settled));
    }
    if (running.size > 0) running.delete(await Promise.race(running.values()));
  }
}

function readyNodes(
  waiting: ReadonlyMap<AssetKey, ReadyNode>,
  settled: ReadonlyMap<AssetKey, 'good' | 'bad'>,
): readonly ReadyNode[] {
  return [...waiting.values()].filter((node) => node.after.every((input) => settled.get(input) === 'good'));
}

async function blockHopeless(
  of: Walk,
  waiting: Map<AssetKey, ReadyNode>,
  settled: Map<AssetKey, 'good' | 'bad'>,
): Promise<void> {
  for (const node of [...waiting.values()]) {
    const by = node.after.find((input) => settled.get(input) === 'bad');
    if (by === undefined) continue;
    waiting.delete(node.asset);
    settled.set(node.asset, 'bad');
    of.onState(node.asset, 'blocked');
    await quick.markNode({
      ...{ runId: of.runId, asset: node.asset, status: 'blocked' },
      message: `${by} could not be built.`,
    });
  }
}

async function build(of: Walk, asset: AssetKey, settled: Map<AssetKey, 'good' | 'bad'>): Promise<AssetKey> {
  of.onState(asset, 'building');
  const outcome = await startMaterializing(of.requestFor(asset), of.round);
  settled.set(asset, outcome.status === 'failed' ? 'bad' : 'good');
  of.onState(asset, outcome.status, outcome);
  return asset;
}
