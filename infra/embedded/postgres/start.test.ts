import { chmod, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Postgres, type PostgresOptions, startPostgres } from './start.ts';
import { testPostgres } from './test-server.ts';

describe('an embedded PostgreSQL', { timeout: 120_000 }, () => {
  let home: string;
  const running: Postgres[] = [];

  const start = async (change: Partial<PostgresOptions> = {}): Promise<Postgres> => {
    const port = await getPort({ host: '127.0.0.1' });
    const server = await startPostgres({
      dataDir: join(home, 'postgres'),
      port,
      password: 'p@ss/wörd',
      fsync: false,
      ...change,
    });
    running.push(server);
    return server;
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'yardstick-home-'));
    await chmod(home, 0o755);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.stop()));
    await rm(home, { recursive: true, force: true });
  });

  test('accepts its password only, and speaks UTF-8 and UTC', async () => {
    const server = await start();
    expect(await ask(server.url, `SELECT upper('é标尺') || current_setting('TimeZone') AS answer`)).toBe(
      'É标尺UTC',
    );
    expect(await ask(server.url, "SELECT current_setting('password_encryption') AS answer")).toBe(
      'scram-sha-256',
    );
    const stranger = server.url.replace(/:[^:@]+@/, ':guess@');
    await expect(ask(stranger, 'SELECT 1 AS answer')).rejects.toThrow('password authentication failed');
  });

  test('keeps what was committed when it is killed, and starts again at once', async () => {
    const killed = await start({ fsync: true });
    await ask(killed.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(killed.pid, 'SIGKILL');
    const again = await start({ fsync: true });
    expect(await ask(again.url, 'SELECT answer FROM kept')).toBe(42);
  });

  test('ignores a pid file whose process id another program has now', async () => {
    await (await start()).stop();
    await writeFile(join(home, 'postgres', 'cluster', 'postmaster.pid'), `${process.pid}\n`);
    const again = await start();
    expect(await ask(again.url, 'SELECT 1 AS answer')).toBe(1);
  });

  test('begins anew after an interrupted initdb', async () => {
    await (await start()).stop();
    await rm(join(home, 'postgres', 'cluster', 'PG_VERSION'));
    await rename(join(home, 'postgres', 'cluster'), join(home, 'postgres', 'cluster.new'));
    expect(await ask((await start()).url, 'SELECT 1 AS answer')).toBe(1);
  });

  test('says so when the password is not the one of the cluster', async () => {
    await (await start()).stop();
    await expect(start({ password: 'another' })).rejects.toMatchObject({ code: 'ENGINE_PASSWORD' });
  });

  test('tells of a port that is taken', async () => {
    const first = await start();
    const second = start({ dataDir: join(home, 'second'), port: first.port, password: 'p@ss/wörd' });
    await expect(second).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  });

  test('ends with code 0 when stopped, though a client is connected', async () => {
    const server = await start();
    const client = new Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    await server.stop();
    expect(await server.exited).toBe(0);
  });

  test('several test servers run at once and leave nothing behind', async () => {
    const servers = await Promise.all([testPostgres(), testPostgres()]);
    const answers = await Promise.all(
      servers.map(({ url }) => ask(url, `SELECT current_setting('data_directory') AS answer`)),
    );
    expect(new Set(answers).size).toBe(2);
    await Promise.all(servers.map((server) => server.stop()));
    for (const folder of answers) await expect(realpath(String(folder))).rejects.toThrow('ENOENT');
  });

  test('writes its log where it is told', async () => {
    const logFile = join(home, 'logs', 'postgres.log');
    await start({ logFile });
    expect(await readFile(logFile, 'utf8')).toContain('ready to accept connections');
  });
});

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}
