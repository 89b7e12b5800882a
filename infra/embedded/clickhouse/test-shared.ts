import { tmpdir } from 'node:os';
import { filesShareEngines, keepUntilWorkerEnds } from '../test-worker.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

/** Several files keep the processors busy; threads for a few rows only cost. */
const oneThread = { threadsPerQuery: 1 };

const idle: TestClickHouse[] = [];

/**
 * A ClickHouse with nothing in it and a user `default` with all rights, for tests that look at tables of their own. `stop` empties it for
 * the next file of this process. Tests that change users, kill the server or read its log take `testClickHouse`.
 */
export async function sharedClickHouse(): Promise<TestClickHouse> {
  if (!filesShareEngines) return fresh();
  const server = idle.pop() ?? (await another());
  return { ...server, stop: () => leave(server) };
}

function fresh(): Promise<TestClickHouse> {
  return testClickHouse([], tmpdir(), oneThread);
}

async function another(): Promise<TestClickHouse> {
  const server = await fresh();
  keepUntilWorkerEnds({ pid: server.pid, signal: 'SIGKILL' });
  return server;
}

async function leave(server: TestClickHouse): Promise<void> {
  const databases = await server.client.query({
    query:
      "SELECT name FROM system.databases WHERE lower(name) NOT IN ('default', 'system', 'information_schema')",
    format: 'JSONEachRow',
  });
  for (const { name } of await databases.json<{ name: string }>())
    await server.client.command({ query: 'DROP DATABASE {name:Identifier} SYNC', query_params: { name } });
  idle.push(server);
}
