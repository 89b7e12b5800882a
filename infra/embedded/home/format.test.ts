import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyFiles } from '../backup/checksums.ts';
import { backupsIn } from '../backup/find.ts';
import { backupsFolderOf, keepFiles } from '../backup/keep-files.ts';
import { restoreHome } from '../backup/restore-home.ts';
import { ensureFormat, type HomeSteps } from './format.ts';
import { type HomePaths, homePaths } from './paths.ts';

let folder: string;
let paths: HomePaths;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-format-'));
  paths = homePaths(join(folder, 'home'));
  mkdirSync(join(paths.clickhouse, 'engine'), { recursive: true });
  mkdirSync(paths.logs);
  writeFileSync(paths.formatFile, '{"format": 1}');
  writeFileSync(paths.secretsFile, 'secret', { mode: 0o600 });
  writeFileSync(join(paths.clickhouse, 'engine', 'part'), 'rows');
  writeFileSync(join(paths.logs, 'start.log'), 'long');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const format = () => JSON.parse(readFileSync(paths.formatFile, 'utf8')).format;
const kept = () => backupsIn(backupsFolderOf(paths));

/** Rewrites the one file of the warehouse. */
const steps: HomeSteps = {
  1: async ({ clickhouse }) => writeFileSync(join(clickhouse, 'engine', 'part'), 'rows in new clothes'),
  2: async ({ clickhouse }) => writeFileSync(join(clickhouse, 'engine', 'index'), 'of them'),
};

test('an older home is kept as it was before it is upgraded, and can be had again', async () => {
  await ensureFormat(paths, keepFiles, { format: 3, steps });
  expect(format()).toBe(3);
  expect(readdirSync(join(paths.clickhouse, 'engine')).sort()).toEqual(['index', 'part']);
  const [backup, ...others] = kept();
  if (backup === undefined) throw new Error('Nothing was kept.');
  expect(others).toEqual([]);
  expect(backup.manifest).toMatchObject({ kind: 'files', home: 1 });
  await verifyFiles(backup, () => {});
  const again = homePaths(join(folder, 'again'));
  const { signal } = new AbortController();
  await restoreHome({ backup, paths: again, replace: false, signal, finish() {}, onProgress() {} });
  expect(readFileSync(join(again.clickhouse, 'engine', 'part'), 'utf8')).toBe('rows');
  expect(readFileSync(again.formatFile, 'utf8')).toBe('{"format": 1}');
  expect(statSync(again.secretsFile).mode & 0o777).toBe(0o600);
  expect(readdirSync(again.root)).not.toContain('logs');
});

test('nothing is upgraded when it cannot be kept', async () => {
  const full = async () => {
    throw new Error('no room');
  };
  await expect(ensureFormat(paths, full, { format: 3, steps })).rejects.toThrow('no room');
  expect(format()).toBe(1);
  expect(readFileSync(join(paths.clickhouse, 'engine', 'part'), 'utf8')).toBe('rows');
});

test('an upgrade that fails goes on from its last step', async () => {
  const broken = { ...steps, 2: () => Promise.reject(new Error('broken')) };
  await expect(ensureFormat(paths, keepFiles, { format: 3, steps: broken })).rejects.toThrow('broken');
  expect(format()).toBe(2);
  await ensureFormat(paths, keepFiles, { format: 3, steps });
  expect(format()).toBe(3);
});

test('a home of this format is not copied, and a new one is marked', async () => {
  await ensureFormat(paths, keepFiles, { format: 1, steps });
  expect(kept()).toEqual([]);
  const fresh = homePaths(join(folder, 'fresh'));
  mkdirSync(fresh.root);
  await ensureFormat(fresh, keepFiles, { format: 3, steps });
  expect(JSON.parse(readFileSync(fresh.formatFile, 'utf8'))).toEqual({ format: 3 });
  expect(backupsIn(backupsFolderOf(fresh))).toEqual([]);
});
