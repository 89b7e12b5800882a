import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import getPort from 'get-port';
import type { LimitSettings } from '../../../config/limits.ts';
import { type ClickHouseUser, hashPassword, spawnClickHouse } from './spawn.ts';

export interface TestClickHouse {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly client: ClickHouseClient;
  readonly pid: number;
  readonly dataDir: string;
  /** See RunningClickHouse. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** A ClickHouse of its own for one test file: temporary folder (under `parent`), free port, user `default` with all rights. */
export async function testClickHouse(
  extraUsers: readonly ClickHouseUser[] = [],
  parent = tmpdir(),
  limits: LimitSettings = {},
): Promise<TestClickHouse> {
  const server = await testClickHouseOn(await testDataDir(parent), extraUsers, limits);
  const stop = async () => {
    await server.stop();
    await rm(server.dataDir, { recursive: true, force: true });
  };
  return { ...server, stop };
}

/** An empty folder for data, to be removed by whoever asks for it. */
export function testDataDir(parent = tmpdir()): Promise<string> {
  return mkdtemp(join(parent, 'yardstick-clickhouse-'));
}

/** A server on a folder that stays when it stops, for tests that start another one on it. */
export async function testClickHouseOn(
  dataDir: string,
  extraUsers: readonly ClickHouseUser[] = [],
  limits: LimitSettings = {},
): Promise<TestClickHouse> {
  const username = 'default';
  const password = 'test password';
  const admin: ClickHouseUser = {
    name: username,
    passwordHash: await hashPassword(password),
    rights: 'admin',
  };
  const server = await spawnClickHouse({
    dataDir,
    port: await getPort(),
    users: [admin, ...extraUsers],
    limits,
  });
  const client = testClient(server.url, username, password);
  const stop = async () => {
    await client.close();
    await server.stop();
  };
  return { ...server, username, password, client, dataDir, stop };
}

/** A client set as every client of ours is: decimals and 64-bit integers come as strings. */
function testClient(url: string, username: string, password: string): ClickHouseClient {
  return createClient({
    url,
    username,
    password,
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { output_format_json_quote_decimals: 1, output_format_json_quote_64bit_integers: 1 },
  });
}
