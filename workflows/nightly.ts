import {
  CancellationScope,
  isCancellation,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { BuildRequest } from '../activities/build-asset.ts';
import type { AssetKey } from '../models/kit/key.ts';
import { building, quick } from './activity-proxies.ts';
import { startLoading } from './load-stream.ts';
import { inPool } from './pool.ts';
import { problemOf } from './problem.ts';
import { runProgress } from './run-progress.ts';
import { RunState } from './run-state.ts';
import { searchAttributes } from './search-attributes.ts';
import { walk } from './walk.ts';

export interface NightlyRequest {
  readonly kind: 'nightly' | 'manual' | 'backfill';
  readonly requestedBy: string;
  /** Only these sources; undefined: all; empty: nothing is read, only built. */
  readonly sources?: readonly string[];
  /** Streams, `source.stream`, whose complete reading may delete however much. */
  readonly acceptDeletions?: readonly string[];
  /** Assets to build though fresh, and their months. */
  readonly requested?: Readonly<Partial<Record<AssetKey, readonly string[] | 'all'>>>;
  readonly order?: BuildRequest['order'];
}

export interface NightlyResult {
  readonly runId: string;
  readonly status: 'succeeded' | 'partial' | 'failed' | 'cancelled';
  readonly summary: Readonly<Record<string, number>>;
}

/** At most so many streams and assets at once; the engines, not Temporal, are what they compete for. */
const inFlight = { streams: 4, assets: 4 };

/** How often a run builds again what another run replaced under its hands before it gives up. */
const rounds = 3;

/** Read everything, build what became stale, publish it as one release, sweep. */
export async function nightly(request: NightlyRequest): Promise<NightlyResult> {
  const state = new RunState(workflowInfo().firstExecutionRunId);
  setHandler(runProgress, () => state.progress());
  upsertSearchAttributes([
    { key: searchAttributes.runKind, value: request.kind },
    { key: searchAttributes.runStatus, value: 'running' },
  ]);
  try {
    await read(state, request);
    await buildAndPublish(state, request);
    state.enter('sweeping');
    await building.sweep();
    return await close(state, request, state.problems().length === 0 ? 'succeeded' : 'partial');
  } catch (caught) {
    const status = isCancellation(caught) ? 'cancelled' : 'failed';
    const problems = status === 'failed' ? [problemOf(caught)] : [];
    const result = await CancellationScope.nonCancellable(() => close(state, request, status, problems));
    if (status === 'cancelled') throw caught;
    return result;
  }
}

async function read(state: RunState, request: NightlyRequest): Promise<void> {
  const { runId } = state;
  const streams = await quick.planStreams({ ...request, runId, workflowId: workflowInfo().workflowId });
  state.streamsPlanned(streams);
  state.enter('reading');
  await inPool(streams, inFlight.streams, async (stream) => {
    state.reading(stream);
    const loaded = await startLoading({ runId, ...stream });
    state.loaded(stream, loaded);
    if (loaded.problem === undefined) return;
    const subject = `${stream.source}.${stream.stream}`;
    await quick.announce({ kind: 'stream failed', subject, message: loaded.problem, runId });
  });
}

async function buildAndPublish(state: RunState, request: NightlyRequest): Promise<void> {
  const { runId } = state;
  for (let round = 1; round <= rounds; round += 1) {
    state.enter('building');
    const requested = round === 1 ? request.requested : undefined;
    const nodes = await building.planBuild({ runId, ...(requested === undefined ? {} : { requested }) });
    state.assetsPlanned(nodes);
    await walk({
      ...{ runId, nodes, round, inFlight: inFlight.assets },
      requestFor: (asset) => buildRequest(runId, asset, requested, request.order),
      onState: (asset, progress, outcome) => state.built(asset, progress, outcome),
    });
    state.enter('publishing');
    const published = await building.publishRun({ runId });
    state.published(published);
    if (published.stale.length === 0) return;
  }
  throw new Error('Other runs kept replacing what this one read. Run it again when they are done.');
}

function buildRequest(
  runId: string,
  asset: AssetKey,
  requested: NightlyRequest['requested'],
  order: BuildRequest['order'],
): BuildRequest {
  const months = requested?.[asset];
  return {
    ...{ runId, asset },
    ...(months === undefined ? {} : { requested: months }),
    ...(order === undefined ? {} : { order }),
  };
}

async function close(
  state: RunState,
  { kind }: NightlyRequest,
  status: NightlyResult['status'],
  problems: readonly string[] = [],
): Promise<NightlyResult> {
  const summary = state.summary();
  await quick.closeRun({
    runId: state.runId,
    kind,
    status,
    summary,
    problems: [...state.problems(), ...problems],
  });
  upsertSearchAttributes([{ key: searchAttributes.runStatus, value: status }]);
  state.finish(status);
  return { runId: state.runId, status, summary };
}
