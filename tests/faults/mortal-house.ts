import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import getPort from 'get-port';
import { loadProject } from '../../activities/project.ts';
import { type OpenContext, openContext, prepareEngines } from '../../cli/runtime/open-context.ts';
import { embeddedNamespace } from '../../cli/runtime/places.ts';
import { taskQueue } from '../../cli/runtime/task-queue.ts';
import { projectRoot } from '../../config/project-root.ts';
import { clickHouseUserNames } from '../../infra/embedded/engines.ts';
import { openHome } from '../../infra/embedded/home/open.ts';
import { startEngines } from '../../infra/embedded/supervisor.ts';
import type { NightlyResult } from '../../workflows/nightly.ts';
import { shopConfig } from './company/shop.ts';

/** What may die in the middle of a run. */
export const mortals = ['worker', 'clickhouse', 'postgres', 'temporal'] as const;
export type Mortal = (typeof mortals)[number];

/** Supervised engines and a worker in processes of their own, each of which comes back when it is killed. */
export interface MortalHouse {
  readonly context: OpenContext;
  start(workflowId: string): Promise<void>;
  result(workflowId: string): Promise<NightlyResult>;
  kill(mortal: Mortal): void;
  stop(): Promise<void>;
}

export async function openMortalHouse(shopUrl: string): Promise<MortalHouse> {
  const root = await mkdtemp(join(tmpdir(), 'yardstick-mortal-'));
  // As root, PostgreSQL runs as another user, who must reach its folder.
  await chmod(root, 0o755);
  const opened = await openHome(root);
  if (opened.state !== 'opened') throw new Error(opened.message);
  const { home } = opened;
  const engines = await startEngines({
    home,
    preferredPorts: await freePorts(),
    policy: { firstPauseMs: 100, longestPauseMs: 500, crashes: 100 },
  });
  const { clickhouse, ledger, temporal } = engines.endpoints;
  const [username, password] = [clickHouseUserNames.loader, home.secrets.clickhouseLoader];
  const address = {
    ...{
      project: loadProject(shopConfig(shopUrl)),
      ledgerUrl: ledger,
      clickhouse: { url: clickhouse, username, password },
    },
    tokenKey: new Uint8Array(32),
  };
  const context = openContext(address);
  await prepareEngines(address, context);
  const worker = keepWorking({
    ...{ SHOP_URL: shopUrl, LEDGER_URL: ledger, CLICKHOUSE_URL: clickhouse, CLICKHOUSE_USER: username },
    ...{ CLICKHOUSE_PASSWORD: password, TEMPORAL_ADDRESS: temporal, TEMPORAL_NAMESPACE: embeddedNamespace },
    YARDSTICK_HOME: join(root, 'of the worker'),
  });
  const connection = await Connection.connect({ address: temporal });
  const client = new Client({ connection, namespace: embeddedNamespace });
  return {
    context,
    start: async (workflowId) => {
      const args = [{ kind: 'manual', requestedBy: 'test' }];
      await patiently(() =>
        client.workflow.start('nightly', {
          args,
          workflowId,
          taskQueue,
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      );
    },
    result: (workflowId) => patiently(() => client.workflow.getHandle(workflowId).result()),
    kill: (mortal) => {
      if (mortal === 'worker') worker.kill();
      else process.kill(Number(engines.children().find(({ name }) => name === mortal)?.pid), 'SIGKILL');
    },
    stop: async () => {
      await worker.stop();
      await connection.close();
      await context.close();
      await engines.stop();
      await home.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function freePorts() {
  const [clickhouse, temporal, temporalUi, ledger] = [
    await getPort(),
    await getPort(),
    await getPort(),
    await getPort(),
  ];
  return { clickhouse, temporal, temporalUi, ledger };
}

/** A worker process, started again whenever it has ended, whether killed or because an engine was away when it began. */
function keepWorking(env: Readonly<Record<string, string>>) {
  let stopping = false;
  let child: ChildProcess | undefined;
  const bin = join(projectRoot(), 'bin', 'yardstick.mjs');
  const config = join(projectRoot(), 'tests', 'faults', 'company', 'yardstick.yaml');
  const live = async () => {
    while (!stopping) {
      child = spawn(process.execPath, [bin, 'worker', '--no-prepare', '--config', config], {
        env: { ...process.env, ...env },
        stdio: 'ignore',
      });
      await once(child, 'close');
      if (!stopping) await pause(300);
    }
  };
  const living = live();
  return {
    kill: () => child?.kill('SIGKILL'),
    stop: async () => {
      stopping = true;
      child?.kill('SIGTERM');
      await living;
    },
  };
}

/** Temporal may be one of the dead: asks again until it answers. */
async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (let left = 60; ; left -= 1) {
    try {
      return await ask();
    } catch (caught) {
      if (left === 0 || !isUnavailable(caught)) throw caught;
      await pause(1_000);
    }
  }
}

function isUnavailable(caught: unknown): boolean {
  const texts = [caught, caught instanceof Error ? caught.cause : undefined].map(String).join(' ');
  return /UNAVAILABLE|DEADLINE_EXCEEDED|CANCELLED|ECONNREFUSED|ECONNRESET|Unexpected error/i.test(texts);
}
