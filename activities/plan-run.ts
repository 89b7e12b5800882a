import { candidatesOf, setAside } from '../ledger/partition.ts';
import { savePlan } from '../ledger/plan.ts';
import { type NewRun, startRun } from '../ledger/run.ts';
import type { AssetKey } from '../models/kit/key.ts';
import type { Month } from '../planner/state.ts';
import { decide } from './build/situation.ts';
import { takeSnapshot } from './build/snapshot.ts';
import { newestPerMonth, staleCandidates } from './build/stale-candidates.ts';
import type { Context } from './context.ts';
import { assertPlanFolder } from './plan-folder.ts';

export interface RunRequest {
  readonly runId: string;
  readonly workflowId: string;
  readonly kind: NewRun['kind'];
  readonly requestedBy: string;
  /** Only these sources are read; undefined: all. */
  readonly sources?: readonly string[];
  /** Streams, `source.stream`, whose complete reading may delete however much. */
  readonly acceptDeletions?: readonly string[];
}

export interface StreamToRead {
  readonly source: string;
  readonly stream: string;
}

/**
 * Opens the run in the ledger and answers which streams it reads. Keyed by the run's id, so a retry changes nothing.
 *
 * @throws PLAN_INVALID where plan files count whose folder is gone
 */
export async function planStreams(context: Context, request: RunRequest): Promise<readonly StreamToRead[]> {
  const { runId: id, workflowId, kind, requestedBy, sources, acceptDeletions = [] } = request;
  const detail = { sources: sources ?? 'all', ...(acceptDeletions.length === 0 ? {} : { acceptDeletions }) };
  await startRun(context.db, { id, workflowId, kind, requestedBy, detail });
  await assertPlanFolder(context);
  const wanted = ({ source }: StreamToRead) => sources === undefined || sources.includes(source);
  return inTurn(context.project.streams.filter(wanted));
}

/** One stream of each source after the other, so that a slow source starts at once and not behind the quick ones. */
function inTurn(streams: readonly StreamToRead[]): readonly StreamToRead[] {
  const counts = new Map<string, number>();
  const turns = streams.map((stream) => {
    const turn = counts.get(stream.source) ?? 0;
    counts.set(stream.source, turn + 1);
    return { stream, turn };
  });
  return turns.toSorted((a, b) => a.turn - b.turn).map(({ stream }) => stream);
}

export interface PlanBuildRequest {
  readonly runId: string;
  /** Assets to build though fresh, and their months. */
  readonly requested?: Readonly<Partial<Record<AssetKey, readonly Month[] | 'all'>>>;
}

/** One asset the run may have to build, and those it waits for. */
export interface ReadyNode {
  readonly asset: AssetKey;
  readonly after: readonly AssetKey[];
}

/**
 * What may have to be built now that everything is read: assets stale by themselves, and everything downstream of
 * them. Whether those are really built is decided when their inputs are final. Planned again, after another run has
 * published meanwhile, what has become stale of this run's own is set aside first and seen as it is published.
 */
export async function planBuild(context: Context, request: PlanBuildRequest): Promise<readonly ReadyNode[]> {
  const { graph } = context.project;
  await forgetStale(context, request.runId);
  const snapshot = await takeSnapshot(context, request.runId);
  const concerned = new Map<AssetKey, number>();
  for (const key of graph.order) {
    const mayChange = graph.inputsOf(key).some((input) => concerned.has(input));
    const stale = mayChange ? 0 : await staleMonths(context, snapshot, key, request.requested?.[key]);
    if (mayChange || stale > 0 || request.requested?.[key] !== undefined) concerned.set(key, stale);
  }
  await savePlan(
    context.db,
    request.runId,
    [...concerned].map(([asset, build]) => ({ asset, decisions: { build }, months: [] })),
  );
  return [...concerned.keys()].map((asset) => ({
    asset,
    after: graph.inputsOf(asset).filter((input) => concerned.has(input)),
  }));
}

async function forgetStale({ db }: Context, runId: string): Promise<void> {
  const stale = await staleCandidates(db, newestPerMonth(await candidatesOf(db, runId)));
  if (stale.length > 0) await setAside(db, stale);
}

async function staleMonths(
  context: Context,
  snapshot: Awaited<ReturnType<typeof takeSnapshot>>,
  key: AssetKey,
  requested: readonly Month[] | 'all' | undefined,
): Promise<number> {
  const decisions = await decide(context, snapshot, context.project.graph.asset(key), requested);
  return decisions.filter(({ action }) => action !== 'keep').length;
}
