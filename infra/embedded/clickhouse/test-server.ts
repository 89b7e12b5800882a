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
  stop(): Promise<void>;
}

/** A ClickHouse of its own for one test file: temporary folder (under `parent`), free port, user `default` with all rights. */
export async function testClickHouse(
  extraUsers: readonly ClickHouseUser[] = [],
  parent = tmpdir(),
  limits: LimitSettings = {},
): Promise<TestClickHouse> {
  const dataDir = await mkdtemp(join(parent, 'yardstick-clickhouse-'));
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
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, username, password, client, pid: server.pid, dataDir, stop };
}

/** A client set as every client of ours is: decimals and 64-bit integers come as strings. */
export function testClient(url: string, username: string, password: string): ClickHouseClient {
  return createClient({
    url,
    username,
    password,
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { output_format_json_quote_decimals: 1, output_format_json_quote_64bit_integers: 1 },
  });
}
