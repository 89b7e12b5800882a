import getPort from 'get-port';
import { expect, test } from 'vitest';
import { type ClickHouseUser, hashPassword, spawnClickHouse } from '../spawn.ts';
import { testClickHouse } from '../test-server.ts';

test('users and rights outlive a kill, and a user of the configuration whose filter names no column reads nothing', async () => {
  const passwordHash = await hashPassword('p');
  const analyst: ClickHouseUser = {
    name: 'ada',
    passwordHash,
    rights: 'reader',
    databases: ['shop'],
    rows: { region: ['East'] },
  };
  const idle: ClickHouseUser = { ...analyst, name: 'idle', rows: { reigon: ['East'] } };
  const admin: ClickHouseUser = { name: 'default', passwordHash, rights: 'admin' };
  const first = await testClickHouse();
  for (const query of [
    'CREATE DATABASE shop',
    "CREATE TABLE shop.sale ENGINE = MergeTree ORDER BY id AS SELECT 1 AS id, 'East' AS region UNION ALL SELECT 2, 'West'",
    "CREATE USER ben IDENTIFIED BY 'b'",
    'GRANT SELECT ON shop.sale TO ben',
    "CREATE ROW POLICY west ON shop.sale USING region = 'West' TO ben",
  ])
    await first.client.command({ query });
  process.kill(first.pid, 'SIGKILL');
  await expect.poll(() => alive(first.pid), { timeout: 10_000 }).toBe(false);
  const second = await spawnClickHouse({
    dataDir: first.dataDir,
    port: await getPort(),
    users: [admin, analyst, idle],
  });
  const as = async (user: string, password: string) => {
    const headers = { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password };
    return (
      await fetch(second.url, { method: 'POST', headers, body: 'SELECT id FROM shop.sale ORDER BY id' })
    ).text();
  };
  expect(await as('ben', 'b')).toBe('2\n');
  expect(await as('ada', 'p')).toBe('1\n');
  expect(await as('default', 'p')).toBe('1\n2\n');
  expect(await as('idle', 'p')).toContain('Code: 497');
  await second.stop();
  await first.stop();
});

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
