import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { hashPassword } from './password.ts';
import { rawClient, testUsers } from './test-client.ts';
import { type TestClickHouse, testClickHouse, testClickHouseOn } from './test-server.ts';
import type { ClickHouseUser } from './users.ts';

const started: TestClickHouse[] = [];
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
});

async function start(users: readonly ClickHouseUser[] = []): Promise<TestClickHouse> {
  const server = await testClickHouse(users);
  started.push(server);
  return server;
}

const neverByItself = '1, 1000, 1000, 1000000, 1000000, 100000000, 100000000';

/** A Buffer before a Buffer before a table, with two rows in the first. */
const buffers = [
  'CREATE TABLE kept (a UInt8) ENGINE = MergeTree ORDER BY a',
  `CREATE TABLE inner AS kept ENGINE = Buffer(default, kept, ${neverByItself})`,
  `CREATE TABLE \`outer \\\` 外\` AS kept ENGINE = Buffer(default, inner, ${neverByItself})`,
  'INSERT INTO `outer \\` 外` VALUES (1), (2)',
];
const grant = ['CREATE USER ada', 'GRANT SELECT ON default.kept TO ada'];

async function run(server: TestClickHouse, statements: readonly string[]): Promise<void> {
  for (const query of statements) await server.client.command({ query });
}

test('rows of Buffer tables are there after a change of rights', async () => {
  const server = await start();
  await run(server, [...buffers, ...grant]);
  expect(await rawClient(server).text('SELECT count() FROM kept')).toBe('2\n');
});

test('rows of Buffer tables outlive a stop', async () => {
  const first = await start();
  await run(first, buffers);
  process.kill(first.pid, 'SIGTERM');
  expect(await first.exited).toBe(0);
  const second = await testClickHouseOn(first.dataDir);
  expect(await rawClient(second).text('SELECT count() FROM kept')).toBe('2\n');
  await second.stop();
});

test('Memory tables keep their rows over a change of rights: values drawn once, and views fed once', async () => {
  const server = await start();
  const { text } = rawClient(server);
  await run(server, [
    'CREATE TABLE `m \\` 外` (a UInt8, drawn UUID MATERIALIZED generateUUIDv4()) ENGINE = Memory',
    'CREATE MATERIALIZED VIEW fed (a UInt8) ENGINE = MergeTree ORDER BY a AS SELECT a FROM `m \\` 外`',
    'CREATE MATERIALIZED VIEW sums (n UInt64) ENGINE = Memory AS SELECT count() AS n FROM `m \\` 外`',
    'CREATE TABLE none (a UInt8) ENGINE = Memory',
    'CREATE TABLE kept (a UInt8) ENGINE = MergeTree ORDER BY a',
    'INSERT INTO `m \\` 外` VALUES (1), (2)',
  ]);
  const rows = () =>
    text('SELECT a, drawn, (SELECT count() FROM fed), (SELECT sum(n) FROM sums) FROM `m \\` 外` ORDER BY a');
  const before = await rows();
  expect(before).toMatch(/^1\t\S+\t2\t2\n2\t\S+\t2\t2\n$/);
  await run(server, grant);
  expect(await rows()).toBe(before);
  await run(server, ['REVOKE SELECT ON default.kept FROM ada']);
  expect(await rows()).toBe(before);
  expect(readdirSync(join(server.dataDir, 'spool')).filter((name) => name.startsWith('carried'))).toEqual([]);
});

test('Memory tables keep their rows when a filter is put on a new table', async () => {
  const passwordHash = await hashPassword('p');
  const server = await start([
    { name: 'ada', passwordHash, rights: 'reader', databases: ['shop'], rows: { region: ['East'] } },
  ]);
  await run(server, [
    'CREATE DATABASE shop',
    'CREATE TABLE shop.note (region String) ENGINE = Memory',
    "INSERT INTO shop.note VALUES ('East'), ('West')",
  ]);
  expect(await testUsers(server)('ada', 'SELECT region FROM shop.note', 'p')).toBe('East\n');
  expect(await rawClient(server).text('SELECT count() FROM shop.note')).toBe('2\n');
});

test('rights stay as they are while rows of a Buffer table cannot be written', async () => {
  const server = await start();
  const { text } = rawClient(server);
  await run(server, [
    ...buffers.slice(0, 2),
    'CREATE TABLE other (a String) ENGINE = MergeTree ORDER BY a',
    `CREATE TABLE torn (a String) ENGINE = Buffer(default, kept, ${neverByItself})`,
    "INSERT INTO torn VALUES ('no number')",
    'CREATE USER ada',
  ]);
  const refused = await text('GRANT SELECT ON default.kept TO ada');
  expect(refused).toContain('The rows of the Buffer table `default`.`torn` could not be written');
  expect(await text('SELECT count() FROM torn')).toBe('1\n');
  await run(server, ['DROP TABLE torn SYNC', 'GRANT SELECT ON default.kept TO ada']);
});
