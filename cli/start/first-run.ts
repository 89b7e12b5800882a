import { currentRelease } from '../../ledger/release.ts';
import type { RunRecord } from '../../ledger/run.ts';
import type { Connection } from '../runtime/connect.ts';
import { followRun } from '../runtime/follow-run.ts';
import { taskQueue } from '../runtime/task-queue.ts';
import { liveView } from '../text/live.ts';
import type { Console } from './narrate.ts';

/** Reads and builds everything when nothing was ever published; joins such a run that a stop interrupted. */
export async function firstRun(
  connection: Connection,
  portal: string,
  say: Console,
): Promise<RunRecord | undefined> {
  const { db } = connection.context;
  if ((await currentRelease(db)) !== undefined) return undefined;
  say.line(`Reading and building everything for the first time. The portal is open already: ${portal}`);
  const client = await connection.temporal();
  const workflowId = 'nightly-first';
  const handle = await client.workflow.start('nightly', {
    ...{ taskQueue, workflowId },
    args: [{ kind: 'nightly', requestedBy: 'first start' }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  const run = { workflowId, runId: handle.firstExecutionRunId };
  return (await followRun(client, db, run, liveView())).record;
}
