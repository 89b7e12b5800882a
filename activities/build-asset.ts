import { resolveAlerts } from '../ledger/alert.ts';
import type { Lease } from '../ledger/lease.ts';
import { nextVersion } from '../ledger/partition.ts';
import { markNode } from '../ledger/plan.ts';
import type { Asset } from '../models/kit/asset.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { chunkMonths, newestFirst } from '../planner/chunks.ts';
import { rowsReadBy } from '../planner/rows-read.ts';
import { isWhole } from '../planner/scope.ts';
import type { Decision, Month } from '../planner/state.ts';
import type { Attempt } from './attempt.ts';
import { buildChunk, type ChunkOutcome } from './build/build-chunk.ts';
import { chunkBounds } from './build/chunk-bounds.ts';
import { decide } from './build/situation.ts';
import { type Snapshot, takeSnapshot } from './build/snapshot.ts';
import type { Context } from './context.ts';
import { mirrorStream } from './extraction/mirror.ts';
import { holdLease } from './hold-lease.ts';

export interface BuildRequest {
  readonly runId: string;
  readonly asset: AssetKey;
  /** Months to build even when fresh; a backfill takes the newest first. */
  readonly requested?: readonly Month[] | 'all';
  readonly order?: 'oldest first' | 'newest first';
}

export interface BuildOutcome {
  readonly status: 'built' | 'kept' | 'failed';
  /** Months whose content changed; readers of these are stale. */
  readonly changed: readonly Month[];
  readonly computed: number;
  readonly rows: number;
  readonly message?: string;
}

/** Builds what is stale of one asset into candidate versions, audits them and records them. Never publishes. */
export async function buildAsset(
  context: Context,
  attempt: Attempt,
  request: BuildRequest,
): Promise<BuildOutcome> {
  const asset = context.project.graph.asset(request.asset);
  await markNode(context.db, request.runId, asset.key, { status: 'running' });
  const outcome = await holdLease(
    context,
    { key: `asset:${asset.key}`, who: `run ${request.runId}`, attempt },
    (lease) => buildStale(context, request, asset, { lease, attempt }),
  );
  await markNode(context.db, request.runId, asset.key, {
    status: outcome.status,
    rows: outcome.rows,
    months: outcome.changed,
    ...(outcome.message === undefined ? {} : { message: outcome.message }),
  });
  if (outcome.status !== 'failed')
    await resolveAlerts(context.db, { kind: 'check failed', subject: asset.key });
  return outcome;
}

async function buildStale(
  context: Context,
  request: BuildRequest,
  asset: Asset,
  { lease, attempt }: { readonly lease: Lease; readonly attempt: Attempt },
): Promise<BuildOutcome> {
  context.fault('build.leased');
  const snapshot = await takeSnapshot(context, request.runId, asset);
  await showCommitted(context, asset);
  const decisions = (await decide(context, snapshot, asset, request.requested)).filter(
    ({ action }) => action !== 'keep',
  );
  context.fault('build.planned');
  const outcomes: ChunkOutcome[] = [];
  const chunks = chunksOf(asset, decisions, { order: request.order, snapshot });
  for (const [index, chunk] of chunks.entries()) {
    attempt.beat({ asset: asset.key, chunk: index });
    const version = await nextVersion(context.db);
    const earlier = outcomes.flatMap(({ versions }) => versions);
    const later = new Set(chunks.slice(index + 1).flatMap(monthsOf));
    const rows = rowsReadBy(
      snapshot.visible,
      asset,
      monthsOf(chunk.filter(({ action }) => action === 'build')),
    );
    const build = () =>
      buildChunk(context, {
        ...{ ...request, asset, lease, snapshot, version, earlier, later },
        decisions: chunk,
      });
    outcomes.push(await context.turns.take(rows, build));
  }
  return summary([...outcomes, ...earlierAttempts(snapshot, request.runId, asset, decisions)]);
}

function monthsOf(decisions: readonly Decision[]): readonly Month[] {
  return decisions.flatMap(({ month }) => month ?? []);
}

/** What the snapshot counts of a stream must be there for staging to see, also in the middle of a slice. */
async function showCommitted(context: Context, { inputs }: Asset): Promise<void> {
  for (const mapping of Object.values(inputs)) {
    if (mapping.kind === 'stream') await mirrorStream(context, mapping);
  }
}

/** What an attempt that died had recorded is fresh now and not built again, yet belongs to what this run has changed. */
function earlierAttempts(
  snapshot: Snapshot,
  runId: string,
  asset: Asset,
  decisions: readonly Decision[],
): readonly ChunkOutcome[] {
  if (isWhole(asset) && decisions.length > 0) return [];
  const again = new Set(decisions.map(({ month }) => month));
  return [...(snapshot.origins.get(asset.key)?.values() ?? [])]
    .filter((each) => each.runId === runId && each.state === 'candidate' && !again.has(each.month))
    .map(({ month, rows }) => ({ changed: [month], versions: [], computed: 0, rows }));
}

/** Decisions built in one version: everything of a whole asset, else as many months as memory holds the rows of. */
function chunksOf(
  asset: Asset,
  decisions: readonly Decision[],
  { order, snapshot }: { readonly order: BuildRequest['order']; readonly snapshot: Snapshot },
): readonly (readonly Decision[])[] {
  if (decisions.length === 0) return [];
  if (isWhole(asset)) return [decisions];
  const byMonth = new Map(
    decisions.flatMap((decision) =>
      decision.month === undefined ? [] : [[decision.month, decision] as const],
    ),
  );
  const bounds = chunkBounds(asset, snapshot.visible);
  const inOrder = order === 'newest first' ? newestFirst : chunkMonths;
  const chunks = inOrder(byMonth.keys(), bounds);
  return chunks.map((months) => months.toSorted().flatMap((month) => byMonth.get(month) ?? []));
}

function summary(outcomes: readonly ChunkOutcome[]): BuildOutcome {
  const changed = outcomes.flatMap((outcome) => outcome.changed);
  const computed = outcomes.reduce((sum, outcome) => sum + outcome.computed, 0);
  const rows = outcomes.reduce((sum, outcome) => sum + outcome.rows, 0);
  const [failure] = outcomes.flatMap((outcome) => outcome.failure ?? []);
  if (failure !== undefined) return { status: 'failed', changed: [], computed, rows: 0, message: failure };
  return { status: changed.length > 0 ? 'built' : 'kept', changed, computed, rows };
}
