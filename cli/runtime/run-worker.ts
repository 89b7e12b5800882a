import { NativeConnection as Connection, type NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/create.ts';
import { verifyPages } from '../../activities/verify-pages.ts';
import { verifyVersions } from '../../activities/verify-versions.ts';
import type { TemporalSettings } from '../../config/temporal.ts';
import { keepDelivering } from './keep-delivering.ts';
import type { OpenContext } from './open-context.ts';
import { taskQueue } from './task-queue.ts';
import { tellingWarehouse } from './telling-warehouse.ts';
import { temporalOptions } from './temporal-options.ts';
import { ensureWorkflowBundle } from './workflow-bundle.ts';

export interface WorkerOptions {
  readonly context: OpenContext;
  readonly temporal: TemporalSettings;
  /** Ends the worker: running activities finish their page or step first. */
  readonly signal: AbortSignal;
  readonly onReady?: () => void;
}

/** Works on runs until told to stop. What a power cut took from the warehouse is found first and will be read again. */
export async function runWorker({ context, temporal, signal, onReady }: WorkerOptions): Promise<void> {
  await verifyPages(context);
  await verifyVersions(context);
  const connection = await Connection.connect(temporalOptions(temporal));
  try {
    const worker = await createWorker(context, connection, temporal.namespace);
    const over = new AbortController();
    const delivering = keepDelivering(context, AbortSignal.any([signal, over.signal]));
    const running = worker.run();
    onReady?.();
    if (signal.aborted) worker.shutdown();
    else signal.addEventListener('abort', () => worker.shutdown(), { once: true });
    await running.finally(() => over.abort());
    await delivering;
  } finally {
    await connection.close();
  }
}

async function createWorker(
  context: OpenContext,
  connection: NativeConnection,
  namespace: string,
): Promise<Worker> {
  const warehouse = tellingWarehouse(context.warehouse, (text) => console.error(text));
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    identity: context.worker,
    workflowBundle: await ensureWorkflowBundle(),
    activities: { ...createActivities({ ...context, warehouse }) },
    shutdownGraceTime: '4 seconds',
    shutdownForceTime: '7 seconds',
    // Activities wait for sources and engines most of their time: a source that hangs must not take the places of other runs.
    maxConcurrentActivityTaskExecutions: 48,
    maxHeartbeatThrottleInterval: '5 seconds',
  });
}
