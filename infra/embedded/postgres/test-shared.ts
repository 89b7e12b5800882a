import { Client } from 'pg';
import { filesShareEngines, keepUntilWorkerEnds } from '../test-worker.ts';
import { type TestPostgres, testPostgres } from './test-server.ts';

let server: Promise<TestPostgres> | undefined;
let databases = 0;

/** An empty database; where test files share a process it is one on a server they share, and `stop` drops it. */
export async function sharedPostgres(): Promise<TestPostgres> {
  if (!filesShareEngines) return testPostgres();
  server ??= another();
  const shared = await server;
  databases += 1;
  const name = `test_${databases}`;
  await command(shared.url, `CREATE DATABASE ${name}`);
  const url = new URL(shared.url);
  url.pathname = name;
  return {
    ...shared,
    url: url.href,
    stop: () => command(shared.url, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function another(): Promise<TestPostgres> {
  const started = await testPostgres();
  // Its children end with it when it is told to leave at once; killed, it would leave them behind.
  keepUntilWorkerEnds({ pid: started.pid, signal: 'SIGQUIT' });
  return started;
}

async function command(url: string, sql: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
