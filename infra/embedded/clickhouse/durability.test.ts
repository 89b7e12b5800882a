import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../../../config/project-root.ts';
import { type TestClickHouse, testClickHouseOn, testDataDir } from './test-server.ts';

let dataDir: string;
const started: TestClickHouse[] = [];

beforeEach(async () => {
  dataDir = await testDataDir();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

async function start() {
  const server = await testClickHouseOn(dataDir);
  started.push(server);
  return server;
}

async function kill(pid: number, exited: Promise<unknown>): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await exited;
}

test('databases, tables, views and rows outlive a stop', async () => {
  const first = await start();
  await first.client.command({ query: 'CREATE DATABASE mart' });
  await first.client.command({ query: 'CREATE TABLE mart.t (a UInt8) ENGINE = MergeTree ORDER BY a' });
  await first.client.command({ query: 'CREATE TABLE in_default (a UInt8) ENGINE = MergeTree ORDER BY a' });
  await first.client.command({ query: 'CREATE VIEW mart.v AS SELECT a + 1 AS b FROM mart.t' });
  await first.client.command({ query: 'INSERT INTO mart.t VALUES (1)' });
  await first.stop();
  expect(await first.exited).toBe(0);
  const second = await start();
  const result = await second.client.query({
    query: 'SELECT b, (SELECT count() FROM in_default) AS c FROM mart.v',
    format: 'JSONEachRow',
  });
  expect(await result.json()).toEqual([{ b: 2, c: '0' }]);
});

test('every acknowledged row outlives kill -9, and no block is torn', async () => {
  const rowsPerBlock = 5_000;
  const acknowledged: number[] = [];
  const first = await start();
  await first.client.command({ query: 'CREATE DATABASE raw' });
  await first.client.command({
    query: 'CREATE TABLE raw.page (page UInt32, n UInt32) ENGINE = MergeTree ORDER BY (page, n)',
  });
  const inserting = (async () => {
    for (let page = 0; ; page += 1) {
      const values = Array.from({ length: rowsPerBlock }, (_, n) => ({ page, n }));
      await first.client.insert({ table: 'raw.page', values, format: 'JSONEachRow' });
      acknowledged.push(page);
      if (acknowledged.length === 10) void kill(first.pid, first.exited);
    }
  })();
  await expect(inserting).rejects.toThrow();
  await first.exited;
  await first.client.close();
  const second = await start();
  const result = await second.client.query({
    query: 'SELECT page, count() AS rows FROM raw.page GROUP BY page ORDER BY page',
    format: 'JSONEachRow',
  });
  const pages = await result.json<{ page: number; rows: string }>();
  expect(pages.map(({ page }) => page)).toEqual(expect.arrayContaining(acknowledged));
  expect(pages.every(({ rows }) => rows === String(rowsPerBlock))).toBe(true);
});

test('a second process on the folder is refused and told whose it is', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(`Process ${first.pid} already serves`);
  expect((await fetch(`${first.url}/ping`)).status).toBe(200);
});

test('passwords lie where only their owner reads them', async () => {
  await start();
  expect((await stat(join(dataDir, 'users.json'))).mode & 0o777).toBe(0o600);
});

test('a stop cancels what runs', async () => {
  const server = await start();
  const running = server.client
    .query({ query: 'SELECT count() FROM numbers(10000000000000)' })
    .catch((error: unknown) => error);
  const listed = () =>
    server.client
      .query({
        query: "SELECT 1 FROM system.processes WHERE query LIKE '%numbers(1%' AND query NOT LIKE '%LIKE%'",
        format: 'JSONEachRow',
      })
      .then((result) => result.json());
  await expect.poll(listed, { timeout: 10_000 }).toHaveLength(1);
  process.kill(server.pid, 'SIGTERM');
  expect(await running).toBeInstanceOf(Error);
  expect(await server.exited).toBe(0);
});

test.each([
  ['while it serves', 'ready'],
  ['before it serves', undefined],
])('the process ends when its parent is gone %s', async (_when, awaited) => {
  const server = await start();
  await server.stop();
  const entry = join(projectRoot(), 'bin', 'yardstick.mjs');
  const port = String(await getPort());
  const args = [entry, 'engine', 'clickhouse', '--data', dataDir, '--port', port];
  args.push('--users', join(dataDir, 'users.json'));
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const exited = once(child, 'exit');
  if (awaited !== undefined)
    for await (const line of child.stderr ?? []) if (String(line).includes(awaited)) break;
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});
