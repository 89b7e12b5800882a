import type { Lease } from '../ledger/lease.ts';
import { candidatesOf, type StoredPartition } from '../ledger/partition.ts';
import { markNode, planOf } from '../ledger/plan.ts';
import {
  abandonRelease,
  confirmKept,
  latestReleases,
  markReleasePublished,
  prepareRelease,
  releaseEntries,
  releasesInDoubt,
} from '../ledger/release.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { connectedParts } from '../planner/graph.ts';
import { pointTo, visibleEntries } from '../warehouse/pointer.ts';
import type { Attempt } from './attempt.ts';
import { newestPerMonth, staleCandidates } from './build/stale-candidates.ts';
import type { Context } from './context.ts';
import { holdLease } from './hold-lease.ts';

export interface PublishRequest {
  readonly runId: string;
}

export interface Published {
  /** Number of the release; undefined when nothing visible changed. */
  readonly release?: number;
  /** Months that now show a new version. */
  readonly months: number;
  readonly withheld: readonly AssetKey[];
  /** Assets that must be built again first, because what they read has been replaced meanwhile. */
  readonly stale: readonly AssetKey[];
}

/** Publishes everything a run has built that may be shown: one release, one INSERT. Safe to repeat after any kill. */
export async function publishRun(
  context: Context,
  attempt: Attempt,
  request: PublishRequest,
): Promise<Published> {
  const { runId } = request;
  return holdLease(context, { key: 'publish', who: `run ${runId}`, attempt }, (lease) =>
    publish(context, lease, runId),
  );
}

async function publish(context: Context, lease: Lease, runId: string): Promise<Published> {
  context.fault('publish.leased');
  await settleDoubt(context, lease);
  context.fault('publish.reconciled');
  const broken = await brokenParts(context, runId);
  const entries = newestPerMonth(await candidatesOf(context.db, runId)).filter(
    ({ asset }) => !broken.assets.has(asset),
  );
  const stale = await staleCandidates(context.db, entries);
  context.fault('publish.verified');
  if (stale.length > 0) {
    return { months: 0, withheld: [], stale: assetsAmong(context, new Set(stale.map(({ asset }) => asset))) };
  }
  const months = entries.filter(({ state }) => state === 'candidate').length;
  const release = months === 0 ? undefined : await publishEntries(context, lease, runId, entries);
  if (months === 0 && entries.length > 0) await confirmKept(context.db, lease, entries.map(keyOf));
  for (const asset of broken.withheld) await markNode(context.db, runId, asset, { status: 'withheld' });
  return {
    ...(release === undefined ? {} : { release }),
    months,
    withheld: broken.withheld,
    stale: [],
  };
}

/** After a kill between pointer and ledger the pointer tells what is visible, and the ledger follows. */
export async function settleDoubt(context: Pick<Context, 'db' | 'warehouse'>, lease: Lease): Promise<void> {
  for (const { release } of await releasesInDoubt(context.db)) {
    const entries = (await releaseEntries(context.db, release)).filter(({ action }) => action === 'publish');
    const seen = await visibleEntries(context.warehouse, release);
    if (entries.length === 0 || seen > 0) await markReleasePublished(context.db, lease, release);
    else await abandonRelease(context.db, lease, release);
  }
  await followLatecomers(context, lease);
}

/** An attempt given up for dead may still have pointed: what people see is true, so the ledger follows that too. */
async function followLatecomers(context: Pick<Context, 'db' | 'warehouse'>, lease: Lease): Promise<void> {
  const recent = await latestReleases(context.db, 10);
  for (const { release } of recent.filter(({ state }) => state === 'abandoned')) {
    if ((await visibleEntries(context.warehouse, release)) > 0)
      await markReleasePublished(context.db, lease, release);
  }
}

async function publishEntries(
  context: Context,
  lease: Lease,
  runId: string,
  entries: readonly StoredPartition[],
): Promise<number> {
  const release = await prepareRelease(context.db, lease, { runId, entries: entries.map(keyOf) });
  context.fault('publish.prepared');
  const pointed = entries.filter(({ state }) => state === 'candidate').map(keyOf);
  await pointTo(context.warehouse, release, pointed);
  context.fault('publish.pointed');
  await markReleasePublished(context.db, lease, release);
  context.fault('publish.marked');
  return release;
}

/** Of what the run has touched, every part in which something failed: facts and marts never disagree. */
async function brokenParts({ db, project }: Context, runId: string): Promise<Broken> {
  const nodes = await planOf(db, runId);
  // A node that is neither built nor kept by now did not come to its end.
  const touched = new Map(
    nodes.filter(({ status }) => status !== 'kept').map((node) => [node.asset, node.status]),
  );
  const parts = connectedParts(
    project.graph,
    project.graph.order.filter((key) => touched.has(key)),
  );
  const assets = parts.filter((part) => part.some((key) => touched.get(key) !== 'built')).flat();
  const good = new Set<string | undefined>(['built', 'withheld']);
  return {
    assets: new Set([...assets, ...readersOf(project, assets)]),
    withheld: assets.filter((key) => good.has(touched.get(key))),
  };
}

/** A reader that came out as it was joins no parts, but what it was compared with is not shown: the next run asks again. */
function readersOf({ graph }: Context['project'], assets: readonly AssetKey[]): readonly AssetKey[] {
  return assets.flatMap((key) => graph.readersOf(key));
}

interface Broken {
  /** Nothing of these is released, not even the months that came out well. */
  readonly assets: ReadonlySet<string>;
  /** Those among them that failed in nothing themselves. */
  readonly withheld: readonly AssetKey[];
}

function keyOf({ asset, month, version }: StoredPartition) {
  return { asset, month, version };
}

function assetsAmong({ project }: Context, names: ReadonlySet<string>): readonly AssetKey[] {
  return project.graph.order.filter((key) => names.has(key));
}
