import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/create.ts';
import { type OpenContext, openContext, prepareEngines } from '../../cli/runtime/open-context.ts';
import { ensureWorkflowBundle } from '../../cli/runtime/workflow-bundle.ts';
import type { Config } from '../../config/load.ts';
import { sharedClickHouse } from '../../infra/embedded/clickhouse/test-shared.ts';
import { testPostgres } from '../../infra/embedded/postgres/test-server.ts';
import { testTemporal } from '../../infra/embedded/temporal/test-server.ts';
import { planOf } from '../../ledger/plan.ts';
import { latestRuns } from '../../ledger/run.ts';
import type { NightlyRequest, NightlyResult } from '../../workflows/nightly.ts';
import { type Needed, neededOf } from './part-of-product.ts';

/** All engines, real ones, in temporary folders, with a worker in this process. */
export interface House {
  readonly postgresUrl: string;
  readonly context: OpenContext;
  readonly client: Client;
  readonly taskQueue: string;
  run(request?: Partial<NightlyRequest>): Promise<NightlyResult>;
  /** What failed in the newest run, in the ledger's words. */
  problems(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** `configure` is called once PostgreSQL answers, so that sources can be filled and the configuration can name it. */
export async function openHouse(
  configure: (postgresUrl: string) => Promise<Config>,
  needed: Needed = {},
): Promise<House> {
  Runtime.install({ logger: { log() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} } });
  const [postgres, clickhouse, temporal] = await Promise.all([
    testPostgres(),
    sharedClickHouse(),
    testTemporal(),
  ]);
  const config = await configure(postgres.url);
  const { url, username, password } = clickhouse;
  const address = {
    ...{
      project: neededOf(config, needed),
      ledgerUrl: postgres.url,
      clickhouse: { url, username, password },
    },
    tokenKey: randomBytes(32),
  };
  const context = openContext(address);
  await prepareEngines(address, context);
  const worker = await startWorker(context, temporal);
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.namespace });
  let runs = 0;
  return {
    ...{ postgresUrl: postgres.url, context, client, taskQueue: worker.taskQueue },
    run: (request) => {
      runs += 1;
      const order: NightlyRequest = { kind: 'manual', requestedBy: 'test', ...request };
      const workflowId = `manual-${runs}`;
      return client.workflow.execute<(of: NightlyRequest) => Promise<NightlyResult>>('nightly', {
        ...{ args: [order], workflowId, taskQueue: worker.taskQueue },
      });
    },
    problems: async () => {
      const [newest] = await latestRuns(context.db, 1);
      const nodes = newest === undefined ? [] : await planOf(context.db, newest.id);
      const failed = nodes.filter(({ status }) => status !== 'built' && status !== 'kept');
      return [
        newest?.error ?? '',
        ...failed.map(({ asset, status, message }) => `${asset} ${status}: ${message}`),
      ];
    },
    stop: async () => {
      await worker.stop();
      await connection.close();
      await context.close();
      await Promise.all([temporal.stop(), clickhouse.stop()]);
      await postgres.stop();
    },
  };
}

async function startWorker(
  context: OpenContext,
  temporal: { readonly address: string; readonly namespace: string },
) {
  const connection = await NativeConnection.connect({ address: temporal.address });
  const taskQueue = 'test';
  const worker = await Worker.create({
    ...{ connection, namespace: temporal.namespace, taskQueue },
    workflowBundle: await ensureWorkflowBundle(),
    activities: { ...createActivities(context) },
  });
  const running = worker.run();
  const stop = async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
  return { taskQueue, stop };
}
