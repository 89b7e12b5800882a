import type { Attempt } from '../../activities/attempt.ts';
import { type BuildRequest, buildAsset } from '../../activities/build-asset.ts';
import type { Context } from '../../activities/context.ts';
import { extractStream } from '../../activities/extract-stream.ts';
import { closeRun } from '../../activities/finish-run.ts';
import { planBuild, planStreams, type RunRequest, type StreamToRead } from '../../activities/plan-run.ts';
import { type Published, publishRun } from '../../activities/publish-run.ts';
import { reconcileStream } from '../../activities/reconcile-stream.ts';
import { sweep } from '../../activities/sweep.ts';
import { asYardstickError } from '../../errors/yardstick-error.ts';
import { markNode, planOf } from '../../ledger/plan.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import type { Month } from '../../planner/state.ts';

export interface DirectRequest {
  readonly runId: string;
  readonly kind?: RunRequest['kind'];
  readonly sources?: readonly string[];
  readonly requested?: Readonly<Partial<Record<AssetKey, readonly Month[] | 'all'>>>;
  readonly order?: NonNullable<BuildRequest['order']>;
  /** Where a fault of building is to strike; undefined: at the first asset that comes by. */
  readonly faultAt?: AssetKey;
}

export interface DirectResult {
  readonly release: number | undefined;
  /** What became of each planned asset. */
  readonly nodes: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
  readonly rowsNew: number;
}

/** An attempt outside Temporal. */
export const attempt: Attempt = { signal: new AbortController().signal, number: 1, beat() {} };
/** As in the nightly. */
const rounds = 3;

export interface DirectHooks {
  /** Called each time everything is built and nothing of it is shown yet. */
  readonly beforePublishing?: () => Promise<void>;
}

/**
 * A whole run without Temporal: the activities in the order in which the nightly calls them, one at a time. Called again
 * with the id of a run that was killed it continues that run, as Temporal would: what the plan calls settled stays.
 */
export async function directRun(
  context: Context,
  request: DirectRequest,
  hooks: DirectHooks = {},
): Promise<DirectResult> {
  const { runId, kind = 'nightly', sources } = request;
  const order = { runId, workflowId: `direct-${runId}`, kind, requestedBy: 'test' };
  const streams = await planStreams(context, { ...order, ...(sources === undefined ? {} : { sources }) });
  const problems: string[] = [];
  let rowsNew = 0;
  for (const stream of streams) {
    const read = await attempted(() => readStream(context, runId, stream));
    if (read.problem === undefined) rowsNew += read.result;
    else problems.push(read.problem);
  }
  const published = await buildAndPublish(context, request, hooks);
  await sweep(context, attempt);
  const plan = await planOf(context.db, runId);
  problems.push(...plan.flatMap(({ asset, message }) => (message === null ? [] : [`${asset}: ${message}`])));
  const status = problems.length === 0 ? 'succeeded' : 'partial';
  await closeRun(context, { runId, kind, status, summary: {}, problems });
  const nodes = Object.fromEntries(plan.map((node) => [node.asset, node.status]));
  return { release: published.release, nodes, problems, rowsNew };
}

async function readStream(context: Context, runId: string, stream: StreamToRead): Promise<number> {
  let rows = 0;
  for (let done = false; !done; ) {
    const part = await extractStream(context, attempt, { runId, ...stream });
    rows += part.rows;
    done = part.done;
  }
  await reconcileStream(context, attempt.signal, { runId, ...stream });
  return rows;
}

async function buildAndPublish(
  context: Context,
  request: DirectRequest,
  hooks: DirectHooks,
): Promise<Published> {
  const { runId } = request;
  for (let round = 1; round <= rounds; round += 1) {
    const requested = round === 1 ? request.requested : undefined;
    const planned = await nodesToBuild(context, runId, round, requested);
    for (const asset of context.project.graph.order.filter((key) => planned.has(key))) {
      const safe = request.faultAt !== undefined && request.faultAt !== asset;
      await buildNode(safe ? { ...context, fault: () => {} } : context, {
        ...{ runId, asset },
        ...(requested?.[asset] === undefined ? {} : { requested: requested[asset] }),
        ...(request.order === undefined ? {} : { order: request.order }),
      });
    }
    await hooks.beforePublishing?.();
    const published = await publishRun(context, attempt, { runId });
    if (published.stale.length === 0) return published;
  }
  throw new Error(`Run ${runId} found its inputs replaced ${rounds} times.`);
}

/** The first plan of a run is kept, as Temporal keeps what an activity answered; later rounds plan anew. */
async function nodesToBuild(
  context: Context,
  runId: string,
  round: number,
  requested: DirectRequest['requested'],
): Promise<ReadonlySet<string>> {
  const before = await planOf(context.db, runId);
  if (round === 1 && before.length > 0) {
    return new Set(
      before.filter(({ status }) => status === 'pending' || status === 'running').map(({ asset }) => asset),
    );
  }
  const nodes = await planBuild(context, { runId, ...(requested === undefined ? {} : { requested }) });
  return new Set(nodes.map(({ asset }) => asset));
}

async function buildNode(context: Context, request: BuildRequest): Promise<void> {
  const { runId, asset } = request;
  const failed = new Set<string>(
    (await planOf(context.db, runId))
      .filter(({ status }) => status === 'failed' || status === 'blocked')
      .map((node) => node.asset),
  );
  const by = context.project.graph.inputsOf(asset).find((input) => failed.has(input));
  if (by !== undefined) {
    await markNode(context.db, runId, asset, { status: 'blocked', message: `${by} could not be built.` });
    return;
  }
  const { problem } = await attempted(() => buildAsset(context, attempt, request));
  if (problem !== undefined) await markNode(context.db, runId, asset, { status: 'failed', message: problem });
}

type Attempted<Result> = { readonly problem?: never; readonly result: Result } | { readonly problem: string };

/** A failure is a result, so that what does not depend on it goes on. */
async function attempted<Result>(work: () => Promise<Result>): Promise<Attempted<Result>> {
  try {
    return { result: await work() };
  } catch (caught) {
    return { problem: asYardstickError(caught).explain() };
  }
}
