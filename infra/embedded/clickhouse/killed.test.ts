import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prngFor } from '../../../demo/company/prng.ts';
import { type TestClickHouse, testClickHouseOn, testDataDir } from './test-server.ts';

/** Five rounds show that nothing obvious is wrong; fifty look for what is rare. */
const rounds = process.env.YARDSTICK_SOAK === '1' ? 50 : 5;
const rowsPerBlock = 2_000;
const writers = 3;

let dataDir: string;
let running: TestClickHouse | undefined;

beforeEach(async () => {
  dataDir = await testDataDir();
});
afterEach(async () => {
  await running?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function started(): Promise<TestClickHouse> {
  running = await testClickHouseOn(dataDir);
  return running;
}

/** What the server has acknowledged, and what it may have done though it could not say so any more. */
interface Told {
  readonly inserted: Set<number>;
  readonly doubled: Set<number>;
  readonly maybeDoubled: Set<number>;
  readonly backups: Set<string>;
  block: number;
}

/** Each repeats its work until the server is gone. */
function work(client: ClickHouseClient, told: Told): Promise<unknown> {
  const until = async (act: () => Promise<void>) => {
    for (;;) await act();
  };
  const insert = () =>
    until(async () => {
      const block = told.block++;
      const values = Array.from({ length: rowsPerBlock }, (_, n) => ({ block, n, amount: 1 }));
      await client.insert({ table: 'raw.kept', values, format: 'JSONEachRow' });
      told.inserted.add(block);
    });
  const merge = () =>
    until(async () => void (await client.command({ query: 'OPTIMIZE TABLE raw.kept FINAL' })));
  const mutate = () =>
    until(async () => {
      const block = [...told.inserted].find((each) => !told.maybeDoubled.has(each));
      if (block === undefined) return pause(5);
      told.maybeDoubled.add(block);
      await client.command({
        query: `ALTER TABLE raw.kept UPDATE amount = 2 WHERE block = ${block} SETTINGS mutations_sync = 1`,
      });
      told.doubled.add(block);
    });
  const backUp = () =>
    until(async () => {
      const name = randomUUID();
      await client.command({ query: `BACKUP DATABASE raw TO File('${name}')` });
      told.backups.add(name);
    });
  const all = [...Array.from({ length: writers }, insert), merge(), mutate(), backUp()];
  return Promise.allSettled(all);
}

interface Block {
  readonly block: number;
  readonly rows: string;
  readonly amount: string;
}

async function blocks(client: ClickHouseClient, table = 'raw.kept'): Promise<readonly Block[]> {
  const query = `SELECT block, count() AS rows, sum(amount) AS amount FROM ${table} GROUP BY block`;
  return (await client.query({ query, format: 'JSONEachRow' })).json<Block>();
}

test(`killed -9 ${rounds} times during inserts, merges, mutations and backups nothing acknowledged is lost`, {
  timeout: rounds * 60_000,
}, async () => {
  const prng = prngFor('clickhouse', 'kills');
  const told: Told = {
    ...{ inserted: new Set(), doubled: new Set(), maybeDoubled: new Set(), backups: new Set() },
    block: 0,
  };
  for (let round = 0; round < rounds; round += 1) {
    const server = await started();
    const { client } = server;
    if (round === 0) {
      await client.command({ query: 'CREATE DATABASE raw' });
      await client.command({
        query:
          'CREATE TABLE raw.kept (block UInt32, n UInt32, amount UInt64) ENGINE = MergeTree ORDER BY (block, n)',
      });
    }
    const before = told.inserted.size;
    const working = work(client, told);
    await expect.poll(() => told.inserted.size, { timeout: 30_000 }).toBeGreaterThan(before + 2);
    await pause(prng.int(0, 700));
    process.kill(server.pid, 'SIGKILL');
    await server.exited;
    await working;
    await client.close();
    await assertWhole(told);
  }
  expect(told.doubled.size).toBeGreaterThan(0);
  expect(told.backups.size).toBeGreaterThan(0);
});

async function assertWhole(told: Told): Promise<void> {
  const { client, stop } = await started();
  const check = await client.query({
    query: 'CHECK TABLE raw.kept',
    format: 'TabSeparated',
    clickhouse_settings: { check_query_single_value_result: 1 },
  });
  expect((await check.text()).trim()).toBe('1');
  // An update that was acknowledged as begun goes on after the restart.
  const mutating = async () => {
    const query = 'SELECT count() FROM system.mutations WHERE NOT is_done';
    return (await (await client.query({ query, format: 'TabSeparated' })).text()).trim();
  };
  await expect.poll(mutating, { timeout: 60_000 }).toBe('0');
  const found = new Map((await blocks(client)).map((each) => [each.block, each]));
  expect([...told.inserted].filter((block) => !found.has(block))).toEqual([]);
  for (const { block, rows, amount } of found.values()) {
    expect(rows, `block ${block} is torn`).toBe(String(rowsPerBlock));
    const allowed = told.doubled.has(block) ? [2] : told.maybeDoubled.has(block) ? [1, 2] : [1];
    expect(
      allowed.map((each) => String(each * rowsPerBlock)),
      `block ${block}`,
    ).toContain(amount);
  }
  await assertRestores(client, [...told.backups].at(-1));
  await stop();
}

/** The newest backup that was acknowledged can be restored beside. */
async function assertRestores(client: ClickHouseClient, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  await client.command({ query: `RESTORE DATABASE raw AS again FROM File('${name}')` });
  for (const { block, rows } of await blocks(client, 'again.kept'))
    expect(rows, `block ${block} of the backup is torn`).toBe(String(rowsPerBlock));
  await client.command({ query: 'DROP DATABASE again SYNC' });
}
