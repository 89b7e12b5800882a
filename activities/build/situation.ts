import type { Asset } from '../../models/kit/asset.ts';
import { inputStateOf } from '../../planner/input-state.ts';
import { type AssetSituation, planAsset } from '../../planner/plan.ts';
import { isWhole, wantedMonths } from '../../planner/scope.ts';
import type { Decision, InputState, Month } from '../../planner/state.ts';
import { sliceHashes } from '../../warehouse/version.ts';
import type { Context } from '../context.ts';
import type { Snapshot } from './snapshot.ts';

/** What has to be done to an asset as the run sees its inputs now. */
export async function decide(
  context: Context,
  snapshot: Snapshot,
  asset: Asset,
  requested?: AssetSituation['requested'],
): Promise<readonly Decision[]> {
  const inputs = await inputsNow(context, snapshot, asset);
  return planAsset({
    asset,
    inputs,
    code: context.project.codes.get(asset.key) ?? '',
    published: snapshot.visible.get(asset.key) ?? [],
    ...(requested === undefined ? {} : { requested }),
  });
}

async function inputsNow(context: Context, snapshot: Snapshot, asset: Asset): Promise<InputState> {
  const base = inputStateOf({ asset, published: snapshot.visible, streams: snapshot.streams, slices: {} });
  if (isWhole(asset)) return base;
  const months = wantedMonths(asset, base);
  const slices: Record<string, ReadonlyMap<Month, string>> = {};
  for (const [alias, mapping] of Object.entries(asset.inputs)) {
    if (mapping.kind !== 'slice') continue;
    slices[alias] = await hashesOfSlice(context, snapshot, {
      asset,
      alias,
      dimension: context.project.graph.asset(mapping.asset),
      months,
    });
  }
  return { ...base, slices };
}

interface SliceOf {
  readonly asset: Asset;
  readonly alias: string;
  readonly dimension: Asset;
  readonly months: readonly Month[];
}

/** Hashes already known from the last build are taken over when the dimension's versions are the same; the rest is asked. */
async function hashesOfSlice(
  context: Context,
  snapshot: Snapshot,
  of: SliceOf,
): Promise<ReadonlyMap<Month, string>> {
  const pinned = snapshot.visible.get(of.dimension.key) ?? [];
  const versions = JSON.stringify(pinned.map(({ month, version }) => [month, version]));
  const known = new Map<Month, string>();
  for (const month of of.months) {
    const built = snapshot.origins.get(of.asset.key)?.get(month);
    const hash = built?.inputs[of.alias];
    const read = built?.inputVersions[of.alias];
    if (hash !== undefined && read !== undefined && JSON.stringify(read) === versions) known.set(month, hash);
  }
  const unknown = of.months.filter((month) => !known.has(month));
  const asked = await sliceHashes(context.warehouse, of.dimension, pinned, unknown);
  return new Map([...known, ...asked]);
}
