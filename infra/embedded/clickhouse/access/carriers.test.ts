import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { limitsOf } from '../limits.ts';
import { prepareSession } from '../pipeline/prepare-session.ts';
import { queryOptions } from '../pipeline/query-options.ts';
import type { ClickHouseUser } from '../users.ts';
import { lookUpTables } from './look-up-tables.ts';
import { emptyModel } from './model.ts';
import { defaultChoice, sessionRights } from './session-rights.ts';
import { serverConfig, usersConfig } from './users-xml.ts';

/** The engine alone, without the gate: what holds here does not depend on looking at the text of statements. */
const folder = mkdtempSync(join(tmpdir(), 'yardstick-carriers-'));
const east: ClickHouseUser = {
  name: 'east',
  passwordHash: '$argon2id$',
  rights: 'reader',
  databases: ['mart'],
  rows: { region: ['East'] },
};
const options = queryOptions(new URLSearchParams());
const limits = limitsOf();
let engine: Engine;

beforeAll(async () => {
  const usersXml = join(folder, 'users.xml');
  const configXml = join(folder, 'config.xml');
  writeFileSync(usersXml, usersConfig([east], limits));
  writeFileSync(configXml, serverConfig({ usersXml, backups: folder, spool: folder }, limits));
  engine = Engine.open(join(folder, 'engine'), configXml);
  for (const sql of [
    'CREATE DATABASE mart',
    "CREATE TABLE mart.sale ENGINE = MergeTree ORDER BY id AS SELECT 1 AS id, 'East' AS region UNION ALL SELECT 2, 'West'",
    'CREATE VIEW mart.through DEFINER = CURRENT_USER SQL SECURITY DEFINER AS SELECT id FROM mart.sale',
  ])
    await engine.rows(sql);
  const catalogue = await lookUpTables(engine, [east], emptyModel);
  await engine.reopen(() => writeFileSync(usersXml, usersConfig([east], limits, emptyModel, catalogue)));
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  'SELECT id FROM mart.sale',
  "SELECT id FROM (SELECT * FROM mart.sale SETTINGS log_comment = '')",
  "WITH x AS (SELECT * FROM mart.sale SETTINGS log_comment = '') SELECT id FROM x",
  'SELECT id FROM mart.through',
])('the engine itself filters %s', async (sql) => {
  const session = engine.session();
  await prepareSession(session, options, sessionRights(east, defaultChoice, emptyModel));
  expect(Buffer.from((await session.run(sql)).bytes).toString()).toBe('1\n');
  session.close();
});

test('the engine itself keeps a filtered session from changing what carries its filters', async () => {
  const session = engine.session();
  await prepareSession(session, options, sessionRights(east, defaultChoice, emptyModel));
  for (const sql of [
    "SET log_comment = ''",
    "SELECT 1 SETTINGS log_comment = ''",
    'SET use_query_cache = 1',
    'SET readonly = 0',
  ])
    await expect(session.run(sql), sql).rejects.toThrow();
  session.close();
});

test('whoever is not filtered sees everything', async () => {
  expect(await engine.rows('SELECT count() FROM mart.sale')).toEqual([[2]]);
});
