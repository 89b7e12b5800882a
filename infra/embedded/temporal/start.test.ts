import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import getPort from 'get-port';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTemporal, type Temporal } from './start.ts';
import { testTemporal } from './test-server.ts';

describe('an embedded Temporal', { timeout: 120_000 }, () => {
  let dataDir: string;
  const running: Temporal[] = [];

  const start = async (uiPort?: number): Promise<Temporal> => {
    const server = await startTemporal({ dataDir, port: await getPort({ host: '127.0.0.1' }), uiPort });
    running.push(server);
    return server;
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'yardstick-temporal-'));
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  test('keeps its workflows when it is killed', async () => {
    const killed = await start();
    await startWorkflow(killed, 'kept');
    process.kill(killed.pid, 'SIGKILL');
    await killed.exited;
    const again = await start();
    expect(await runningWorkflows(again, `asset = 'fct.order_event'`)).toEqual(['kept']);
  });

  test('keeps histories over a weekend', async () => {
    const namespace = await withClient(await start(), ({ connection, options }) =>
      connection.workflowService.describeNamespace({ namespace: options.namespace }),
    );
    expect(Number(namespace.config?.workflowExecutionRetentionTtl?.seconds)).toBe(14 * 86_400);
  });

  test('shows a web UI when it is given a port for it', async () => {
    const server = await start(await getPort({ host: '127.0.0.1' }));
    expect((await fetch(String(server.uiUrl))).status).toBe(200);
  });

  test('stops within seconds', async () => {
    const server = await start();
    const began = Date.now();
    await server.stop();
    expect(Date.now() - began).toBeLessThan(7_000);
  });

  test('tells of a port that is taken', async () => {
    const { address } = await start();
    const port = Number(address.split(':')[1]);
    const second = startTemporal({ dataDir: join(dataDir, 'second'), port });
    await expect(second).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  });

  test('several test servers run at once', async () => {
    const servers = await Promise.all([testTemporal(), testTemporal()]);
    expect(new Set(servers.map(({ address }) => address)).size).toBe(2);
    await Promise.all(servers.map((server) => server.stop()));
  });
});

async function withClient<T>(
  { address, namespace }: Temporal,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection, namespace }));
  } finally {
    await connection.close();
  }
}

async function startWorkflow(server: Temporal, workflowId: string): Promise<void> {
  const searchAttributes = { asset: ['fct.order_event'] };
  await withClient(server, (client) =>
    client.workflow.start('anything', { workflowId, taskQueue: 'nobody-listens', searchAttributes }),
  );
}

async function runningWorkflows(server: Temporal, query: string): Promise<readonly string[]> {
  return withClient(server, async (client) => {
    const ids: string[] = [];
    for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
    return ids;
  });
}
