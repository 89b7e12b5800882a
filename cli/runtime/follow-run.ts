import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { RunRecord } from '../../ledger/run.ts';
import { runById } from '../../ledger/run.ts';
import type { LedgerDb } from '../../ledger/schema.ts';
import { readByRun } from '../../ledger/stream-pages.ts';
import type { RunProgress } from '../../workflows/run-progress.ts';
import { duration } from '../text/format.ts';
import type { LiveView } from '../text/live.ts';

/** After so long without an answer people are told. */
const silentMs = 30_000;

export interface Followed {
  readonly workflowId: string;
  readonly runId: string;
  /** The ledger's word; undefined when the run ended before it was planned. */
  readonly record: RunRecord | undefined;
}

/** Shows a run until it ends, and answers what the ledger says of it. A worker that is away is waited for. */
export async function followRun(
  client: Client,
  db: LedgerDb,
  run: { readonly workflowId: string; readonly runId: string },
  view: LiveView,
): Promise<Followed> {
  let heard = Date.now();
  for (;;) {
    const progress = await withPages(db, await progressOf(client, run));
    if (progress !== undefined) {
      heard = Date.now();
      view.show(progress);
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
  return { ...run, record: await runById(db, run.runId) };
}

/** Undefined while no worker answers. */
async function progressOf(
  client: Client,
  { workflowId, runId }: { readonly workflowId: string; readonly runId: string },
): Promise<RunProgress | undefined> {
  try {
    return await client.workflow.getHandle(workflowId, runId).query<RunProgress>('progress');
  } catch (caught) {
    if (caught instanceof WorkflowNotFoundError) throw caught;
    return undefined;
  }
}

/** The workflow hears of a stream when it ends; the ledger knows every page. */
async function withPages(db: LedgerDb, progress: RunProgress | undefined): Promise<RunProgress | undefined> {
  if (progress?.phase !== 'reading') return progress;
  const read = new Map(
    (await readByRun(db, progress.runId)).map((each) => [`${each.source}.${each.stream}`, each]),
  );
  const streams = progress.streams.map((stream) => {
    const found = stream.state === 'reading' ? read.get(`${stream.source}.${stream.stream}`) : undefined;
    return found === undefined ? stream : { ...stream, pages: found.pages, rows: found.rows };
  });
  return { ...progress, streams };
}

async function isRunning(client: Client, run: { readonly workflowId: string; readonly runId: string }) {
  const { status } = await client.workflow.getHandle(run.workflowId, run.runId).describe();
  return status.name === 'RUNNING';
}
