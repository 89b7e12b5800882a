import { setTimeout as pause } from 'node:timers/promises';
import { type WorkflowExecutionDescription, WorkflowNotFoundError } from '@temporalio/client';
import type { RunRecord } from '../../ledger/run.ts';
import { runById } from '../../ledger/run.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { readByRun } from '../../ledger/stream-pages.ts';
import type { RunProgress } from '../../workflows/run-progress.ts';
import { duration } from '../text/format.ts';
import type { LiveView } from '../text/live.ts';
import { type HoldUp, holdUps } from './hold-ups.ts';
import { type Patience, patiently } from './patiently.ts';

/** After so long without an answer people are told. */
const silentMs = 30_000;
const fewSecondsMs = 2_000;

export interface Followed {
  readonly workflowId: string;
  readonly runId: string;
  /** The ledger's word; undefined when the run ended before it was planned. */
  readonly record: RunRecord | undefined;
}

interface RunName {
  readonly workflowId: string;
  readonly runId: string;
}

/** What a client of Temporal is asked here. */
export interface RunsClient {
  readonly workflow: {
    getHandle(
      workflowId: string,
      runId?: string,
    ): {
      query(name: string): Promise<RunProgress>;
      describe(): Promise<Pick<WorkflowExecutionDescription, 'status' | 'raw'>>;
    };
  };
}

/** Shows a run until it ends, and answers what the ledger says of it. Worker, ledger or Temporal are waited for when away. */
export async function followRun(
  client: RunsClient,
  db: LedgerDb,
  run: RunName,
  view: LiveView,
  patience?: Patience,
): Promise<Followed> {
  let heard = Date.now();
  const held = everyFewSeconds(() => holdUps(client, run.workflowId));
  for (;;) {
    const progress = await withPages(db, await progressOf(client, run));
    if (progress !== undefined) {
      heard = Date.now();
      view.show(progress, await held());
    }
    if (progress?.phase === 'done' || (progress === undefined && !(await isRunning(client, run)))) break;
    if (Date.now() - heard > silentMs) {
      heard = Date.now();
      console.error(
        `No worker has told of ${run.workflowId} for ${duration(silentMs)}; it goes on when one does.`,
      );
    }
    await pause(400);
  }
  view.end();
  return { ...run, record: await patiently(() => runById(db, run.runId), patience) };
}

/** Asks at most so often, and answers in between what it was told last; nothing while nobody tells. */
function everyFewSeconds(ask: () => Promise<readonly HoldUp[]>): () => Promise<readonly HoldUp[]> {
  let next = Date.now() + fewSecondsMs;
  let known: readonly HoldUp[] = [];
  return async () => {
    if (Date.now() < next) return known;
    known = await ask().catch(() => []);
    next = Date.now() + fewSecondsMs;
    return known;
  };
}

/** Undefined while no worker answers. */
async function progressOf(
  client: RunsClient,
  { workflowId, runId }: RunName,
): Promise<RunProgress | undefined> {
  try {
    return await client.workflow.getHandle(workflowId, runId).query('progress');
  } catch (caught) {
    if (caught instanceof WorkflowNotFoundError) throw caught;
    return undefined;
  }
}

/** The workflow hears of a stream when it ends; the ledger knows every page. While the ledger is away, the workflow's word will do. */
async function withPages(db: LedgerDb, progress: RunProgress | undefined): Promise<RunProgress | undefined> {
  if (progress?.phase !== 'reading') return progress;
  const pages = await readByRun(db, progress.runId).catch(() => undefined);
  if (pages === undefined) return progress;
  const read = new Map(pages.map((each) => [`${each.source}.${each.stream}`, each]));
  const streams = progress.streams.map((stream) => {
    const found = stream.state === 'reading' ? read.get(`${stream.source}.${stream.stream}`) : undefined;
    return found === undefined ? stream : { ...stream, pages: found.pages, rows: found.rows };
  });
  return { ...progress, streams };
}

/** A Temporal that does not answer has ended nothing. */
async function isRunning(client: RunsClient, { workflowId, runId }: RunName): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId, runId).describe();
    return status.name === 'RUNNING';
  } catch (caught) {
    return !(caught instanceof WorkflowNotFoundError);
  }
}
