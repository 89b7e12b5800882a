import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineEvent } from './events.ts';
import { type Home, openHome } from './home/open.ts';
import { isAlive } from './processes/alive.ts';
import { descendantsOf } from './processes/descendants.ts';
import { eventually } from './processes/wait.ts';
import { type Engines, startEngines } from './supervisor.ts';

describe('the engines of a home', { timeout: 120_000 }, () => {
  let root: string;
  let home: Home;
  let engines: Engines;
  const events: EngineEvent[] = [];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'yardstick-home-'));
    await chmod(root, 0o755);
    const opened = await openHome(root);
    if (opened.state !== 'opened') throw new Error(opened.message);
    home = opened.home;
    engines = await startEngines({
      home,
      preferredPorts: await freePorts(),
      onEvent: (event) => events.push(event),
      policy: { firstPauseMs: 10 },
    });
  });

  afterAll(async () => {
    await engines.stop();
    await home.close();
    await rm(root, { recursive: true, force: true });
  });

  test('answer at their endpoints', async () => {
    const { clickhouse, temporalUi, ledger } = engines.endpoints;
    const basic = Buffer.from(`loader:${home.secrets.clickhouseLoader}`).toString('base64');
    const response = await fetch(`${clickhouse}/?query=SELECT%201`, {
      headers: { authorization: `Basic ${basic}` },
    });
    expect(await response.text()).toBe('1\n');
    expect((await fetch(String(temporalUi))).status).toBe(200);
    expect(await one(ledger)).toBe(1);
  });

  test('are listed with their processes, all alive', () => {
    expect(engines.children().map(({ name }) => name)).toEqual(['clickhouse', 'temporal', 'postgres']);
    expect(engines.children().every(({ pid }) => isAlive(pid))).toBe(true);
  });

  test('write logs that only their owner can read', async () => {
    const logs = await readdir(home.paths.logs);
    expect(logs.sort()).toEqual(['clickhouse.log', 'postgres.log', 'temporal.log']);
    const modes = logs.map(async (name) => (await stat(join(home.paths.logs, name))).mode & 0o777);
    expect(await Promise.all(modes)).toEqual([0o600, 0o600, 0o600]);
  });

  test('come back on the same port when one is killed', async () => {
    const pidOf = (name: string) => Number(engines.children().find((child) => child.name === name)?.pid);
    for (const name of ['clickhouse', 'postgres', 'temporal']) {
      const killed = pidOf(name);
      process.kill(killed, 'SIGKILL');
      expect(await eventually(async () => pidOf(name) !== killed, { withinMs: 60_000 })).toBe(true);
    }
    expect(await one(engines.endpoints.ledger)).toBe(1);
    expect(events.filter(({ type }) => type === 'crashed').map(({ name }) => name)).toEqual([
      'clickhouse',
      'postgres',
      'temporal',
    ]);
  });

  test('are not started when they run elsewhere, but asked whether they answer', async () => {
    const external = {
      clickhouseUrl: engines.endpoints.clickhouse,
      temporalAddress: engines.endpoints.temporal,
      ledgerUrl: engines.endpoints.ledger,
    };
    const elsewhere = await startEngines({ home, external });
    expect(elsewhere.children()).toEqual([]);
    expect(elsewhere.endpoints).toMatchObject({ ledger: external.ledgerUrl });
    const nobody = `127.0.0.1:${await getPort({ host: '127.0.0.1' })}`;
    for (const change of [
      { clickhouseUrl: `http://${nobody}` },
      { temporalAddress: nobody },
      { ledgerUrl: `postgres://somebody@${nobody}/ledger` },
    ]) {
      const refused = startEngines({ home, external: { ...external, ...change } });
      await expect(refused).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
    }
  });

  test('are down, with all their processes, within ten seconds of stop', async () => {
    const family = engines.children().flatMap(({ pid }) => [pid, ...descendantsOf(pid)]);
    const began = Date.now();
    await engines.stop();
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await eventually(async () => !family.some(isAlive), { withinMs: 1_000 })).toBe(true);
  });
});

async function freePorts() {
  const [clickhouse, temporal, temporalUi, ledger] = await Promise.all(
    [1, 2, 3, 4].map(() => getPort({ host: '127.0.0.1' })),
  );
  return {
    clickhouse: Number(clickhouse),
    temporal: Number(temporal),
    temporalUi: Number(temporalUi),
    ledger: Number(ledger),
  };
}

async function one(url: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query('SELECT 1 AS one')).rows[0]?.one;
  } finally {
    await client.end();
  }
}
