import { Context as ActivityContext } from '@temporalio/activity';
import { markNode } from '../ledger/plan.ts';
import type { AssetKey } from '../models/kit/key.ts';
import type { Attempt } from './attempt.ts';
import { type BuildOutcome, type BuildRequest, buildAsset } from './build-asset.ts';
import type { Context } from './context.ts';
import { type Extracted, type ExtractRequest, extractStream } from './extract-stream.ts';
import { toFailure } from './failure.ts';
import { type Announcement, announce, closeRun, type FinishRequest } from './finish-run.ts';
import {
  type PlanBuildRequest,
  planBuild,
  planStreams,
  type ReadyNode,
  type RunRequest,
  type StreamToRead,
} from './plan-run.ts';
import { type Published, type PublishRequest, publishRun } from './publish-run.ts';
import { type Reconciled, type ReconcileRequest, reconcileStream } from './reconcile-stream.ts';
import { type Swept, sweep } from './sweep.ts';
import { syncAlertsAfterRun } from './telling/sync-alerts.ts';
import { watchNightly } from './watch-nightly.ts';

/** What became of an asset that was not built. */
export interface NodeRequest {
  readonly runId: string;
  readonly asset: AssetKey;
  readonly status: 'blocked' | 'failed';
  readonly message: string;
}

/** The verbs of a run, as workflows call them. Only ids and counts travel through Temporal. */
export interface Activities {
  planStreams(request: RunRequest): Promise<readonly StreamToRead[]>;
  planBuild(request: PlanBuildRequest): Promise<readonly ReadyNode[]>;
  extractStream(request: ExtractRequest): Promise<Extracted>;
  reconcileStream(request: ReconcileRequest): Promise<Reconciled>;
  buildAsset(request: BuildRequest): Promise<BuildOutcome>;
  markNode(request: NodeRequest): Promise<void>;
  publishRun(request: PublishRequest): Promise<Published>;
  sweep(): Promise<Swept>;
  closeRun(request: FinishRequest): Promise<void>;
  announce(announcement: Announcement): Promise<void>;
  watchNightly(): Promise<{ readonly late: boolean }>;
}

/** The activities of one worker. Every error leaves as a failure with the sentence for people and its code. */
export function createActivities(context: Context): Activities {
  return {
    planStreams: (request) => guarded(() => planStreams(context, request)),
    planBuild: (request) => guarded(() => planBuild(context, request)),
    extractStream: (request) => guarded((attempt) => extractStream(context, attempt, request)),
    reconcileStream: (request) => guarded((attempt) => reconcileStream(context, attempt.signal, request)),
    buildAsset: (request) => guarded((attempt) => buildAsset(context, attempt, request)),
    markNode: ({ runId, asset, ...mark }) => guarded(() => markNode(context.db, runId, asset, mark)),
    publishRun: (request) => guarded((attempt) => publishRun(context, attempt, request)),
    sweep: () => guarded((attempt) => sweep(context, attempt)),
    closeRun: (request) =>
      guarded(async () => {
        await closeRun(context, request);
        await syncAlertsAfterRun(context, request.runId);
      }),
    announce: (announcement) => guarded(() => announce(context, announcement)),
    watchNightly: () => guarded(() => watchNightly(context)),
  };
}

const beatEveryMs = 5_000;

/** Keeps the heartbeat going while the work waits for engines, and turns what it throws into a failure. */
async function guarded<Result>(work: (attempt: Attempt) => Promise<Result>): Promise<Result> {
  const activity = ActivityContext.current();
  let details: unknown;
  const beat = (next: unknown) => {
    details = next;
    activity.heartbeat(next);
  };
  const timer = setInterval(() => activity.heartbeat(details), beatEveryMs);
  try {
    return await work({ signal: activity.cancellationSignal, number: activity.info.attempt, beat });
  } catch (caught) {
    throw toFailure(caught, activity.info.attempt);
  } finally {
    clearInterval(timer);
  }
}
