import { expect, test } from 'vitest';
import { hashPassword } from '../password.ts';
import { testUsers } from '../test-client.ts';
import { testClickHouse, testClickHouseOn } from '../test-server.ts';
import type { ClickHouseUser } from '../users.ts';

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
  const first = await testClickHouse();
  for (const query of [
    'CREATE DATABASE shop',
    "CREATE TABLE shop.sale ENGINE = MergeTree ORDER BY id AS SELECT 1 AS id, 'East' AS region UNION ALL SELECT 2, 'West'",
    "CREATE USER ben IDENTIFIED BY 'b'",
    'GRANT SELECT ON shop.sale TO ben',
    "CREATE ROW POLICY west ON shop.sale USING region = 'West' TO ben",
    'ALTER USER ben SETTINGS max_threads = 3 MAX 4',
    'CREATE QUOTA few FOR INTERVAL 1 year MAX queries = 3 TO ben',
  ])
    await first.client.command({ query });
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  const second = await testClickHouseOn(first.dataDir, [analyst, idle]);
  const as = (user: string, password: string, sql = 'SELECT id FROM shop.sale ORDER BY id') =>
    testUsers(second)(user, sql, password);
  expect(await as('ben', 'b')).toBe('2\n');
  expect(await as('ben', 'b', "SELECT getSetting('max_threads')")).toBe('3\n');
  expect(await as('ben', 'b', 'SELECT 1 SETTINGS max_threads = 5')).toContain('Code: 452');
  expect(await as('ben', 'b')).toContain('queries = 4/3');
  expect(await as('ada', 'p')).toBe('1\n');
  expect(await as('default', second.password)).toBe('1\n2\n');
  expect(await as('idle', 'p')).toContain('Code: 497');
  await second.stop();
  await first.stop();
});
