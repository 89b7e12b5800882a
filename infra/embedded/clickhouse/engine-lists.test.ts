import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminSettings } from './access/admin-settings.ts';
import { hiddenSystemTables } from './access/hidden-tables.ts';
import { known } from './engine-lists.fixture.ts';
import { hidden } from './pipeline/ways-around.ts';
import { takeStructure } from './sql/structure-text.ts';
import { rawClient } from './test-client.ts';
import { type TestClickHouse, testClickHouse } from './test-server.ts';

/** What an engine brings that nobody has decided on fails here: decide, then add it to the list of the code or of the fixture. */
let server: TestClickHouse;

beforeAll(async () => {
  server = await testClickHouse();
});
afterAll(() => server.stop());

async function names(sql: string): Promise<string[]> {
  const answer = await rawClient(server).text(sql);
  expect(answer).not.toMatch(/^Code: /);
  return answer.split('\n').filter((line) => line !== '');
}

test('every setting that may name a file, a machine or SQL is decided on', async () => {
  const found = await names(`SELECT lower(name) FROM system.settings
    WHERE type IN ('String', 'Map', 'URI', 'Dialect')
      OR match(name, '(?i)eval|dynamic_disk|allow_experimental_ai|dialect|python|executable|command|script')`);
  expect(found.length).toBeGreaterThan(50);
  expect(found.filter((name) => !adminSettings.has(name) && !known.settings.has(name))).toEqual([]);
});

test('no refused setting goes by another name', async () => {
  const list = [...adminSettings].map((name) => `'${name}'`).join(', ');
  const found = await names(`SELECT lower(name) FROM system.settings WHERE alias_for IN (${list})`);
  expect(found.filter((name) => !adminSettings.has(name))).toEqual([]);
});

test('every table function is decided on', async () => {
  const found = await names('SELECT DISTINCT lower(name) FROM system.table_functions');
  expect(found.length).toBeGreaterThan(50);
  const decided = (name: string) =>
    hidden.has(name) || takeStructure.has(name) || known.tableFunctions.has(name);
  expect(found.filter((name) => !decided(name))).toEqual([]);
});

test('every function that may take a path, a name or SQL is decided on', async () => {
  const found = await names(`SELECT DISTINCT lower(name) FROM system.functions
    WHERE match(name, '(?i)^ai|file|quer|sql|eval|joinget|table|exec|model|catboost|certificate|address|python|server|macro|script|disk')
      OR match(description, '(?i)sql quer|file system|local file|server setting|remote server|credentials')`);
  expect(found.length).toBeGreaterThan(30);
  expect(found.filter((name) => !hidden.has(name) && !known.functions.has(name))).toEqual([]);
});

test('every system table is decided on', async () => {
  const found = await names("SELECT name FROM system.tables WHERE database = 'system'");
  expect(found.length).toBeGreaterThan(80);
  const decided = new Set([...hiddenSystemTables, ...known.systemTables]);
  expect(found.filter((name) => !decided.has(name))).toEqual([]);
});

test('every table engine is decided on', async () => {
  const found = await names('SELECT name FROM system.table_engines');
  expect(found.filter((name) => !known.tableEngines.has(name))).toEqual([]);
});

test('the lists know nothing twice', () => {
  const twice = [
    ...[...known.settings].filter((name) => adminSettings.has(name)),
    ...[...known.systemTables].filter((name) => hiddenSystemTables.includes(name)),
    ...[...known.functions, ...known.tableFunctions].filter((name) => hidden.has(name)),
  ];
  expect(twice).toEqual([]);
  expect(readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')).toContain('engine-lists.test.ts');
});
