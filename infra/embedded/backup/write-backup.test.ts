import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { leftByKilled, testFilesBackup } from './test-backup.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a backup gets its name when it is complete, and is for its owner only', async () => {
  const into = join(folder, 'backups');
  const seen: string[] = [];
  const backup = await testFilesBackup(into, async () => {
    seen.push(...readdirSync(into));
  });
  const { id } = backup.manifest;
  expect(seen).toEqual([expect.stringMatching(new RegExp(`^${id}\\.unfinished-`))]);
  expect(readdirSync(into)).toEqual([id]);
  for (const each of [into, backup.folder]) expect(statSync(each).mode & 0o777).toBe(0o700);
});

test('a backup that fails leaves nothing, and takes away what a killed one of this machine has left', async () => {
  const killed = leftByKilled(join(folder, '2026-11-22T020000Z-1a2b3c'));
  const elsewhere = leftByKilled(join(folder, '2026-11-22T020000Z-4d5e6f'), 'another-machine');
  const failing = testFilesBackup(folder, () => Promise.reject(new Error('no room')));
  await expect(failing).rejects.toThrow('no room');
  expect(existsSync(killed)).toBe(false);
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([elsewhere]);
});

test('a folder that cannot be written is named', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expect(testFilesBackup(file)).rejects.toMatchObject({ code: 'BACKUP_IMPOSSIBLE', subject: file });
});
