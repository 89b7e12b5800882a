import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestClickHouse, testClickHouse } from '../infra/embedded/clickhouse/test-server.ts';
import { backUpWarehouse, restoreWarehouse, rowsByTable } from './backup.ts';
import { openWarehouse, type Warehouse } from './client.ts';

const signal = new AbortController().signal;

let here: TestClickHouse;
let there: TestClickHouse;
let warehouse: Warehouse;
let restored: Warehouse;

beforeAll(async () => {
  [here, there] = await Promise.all([testClickHouse(), testClickHouse()]);
  [warehouse, restored] = [openWarehouse(here), openWarehouse(there)];
});
afterAll(async () => {
  await Promise.all([warehouse.close(), restored.close()]);
  await Promise.all([here.stop(), there.stop()]);
});

/** Lets the second server read what the first has written. */
async function backedUp(name: string): Promise<void> {
  const { cp } = await import('node:fs/promises');
  await backUpWarehouse(warehouse, { to: name, signal });
  await cp(join(here.dataDir, 'backups', name), join(there.dataDir, 'backups', name), { recursive: true });
}

const definition = (server: Warehouse, table: string) =>
  server.rows(`SELECT create_table_query FROM system.tables WHERE database || '.' || name = '${table}'`);

test('a restored table obeys DELETE at once, even after many mutations', async () => {
  await warehouse.command('CREATE DATABASE raw');
  const tables = ['raw.page', 'default.page', 'raw.`odd name`'];
  for (const table of tables) {
    await warehouse.command(
      `CREATE TABLE ${table} (page UInt64, source LowCardinality(String) COMMENT 'whose') ENGINE = ReplacingMergeTree
       PARTITION BY source ORDER BY page SETTINGS fsync_after_insert = 1 COMMENT 'pages'`,
    );
    for (let page = 0; page < 4; page += 1)
      await warehouse.command(`INSERT INTO ${table} VALUES (${page}, 'a'), (${page}, 'b')`);
    for (let turn = 0; turn < 4; turn += 1)
      await warehouse.command(`DELETE FROM ${table} WHERE page = 1 AND ${turn} = ${turn}`);
  }
  await warehouse.command('CREATE TABLE raw.plain ENGINE = MergeTree ORDER BY n AS SELECT 1 AS n');
  await backedUp('after-deletes');
  await restoreWarehouse(restored, 'after-deletes');
  expect(await rowsByTable(restored)).toEqual({ 'raw.plain': 1 });
  for (const table of tables) {
    const plain = table.replaceAll('`', '');
    expect(await definition(restored, plain)).toEqual(await definition(warehouse, plain));
    await restored.command(`INSERT INTO ${table} VALUES (9, 'a')`);
    await restored.command(`DELETE FROM ${table} WHERE page IN (2, 9)`);
    const left = await restored.rows(`SELECT DISTINCT page FROM ${table} ORDER BY page`);
    expect(left, table).toEqual([{ page: '0' }, { page: '3' }]);
  }
  const names = await restored.rows("SELECT name FROM system.tables WHERE name LIKE '%renumbered%'");
  expect(names).toEqual([]);
});
