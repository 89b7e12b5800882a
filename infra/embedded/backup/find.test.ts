import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupAt, backupsIn } from './find.ts';
import { manifestName, readBackup } from './manifest.ts';
import { testBackup } from './test-backup.ts';
import { unfinished } from './unfinished.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-find-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function rewrite(backup: string, from: string, to: string): void {
  const file = join(backup, manifestName);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

test('a path means a backup or the newest of a folder of backups', () => {
  const first = testBackup(folder, 1);
  const second = testBackup(folder, 2);
  expect(backupAt(first.folder)).toEqual(first);
  expect(backupAt(folder)).toEqual(second);
  renameSync(second.folder, join(folder, 'before the move'));
  expect(backupAt(folder).manifest).toEqual(second.manifest);
});

test('what is no backup is passed over or refused', () => {
  const file = join(folder, 'a file');
  writeFileSync(file, '');
  const refused = expect.objectContaining({ code: 'BACKUP_INVALID' });
  for (const path of [file, folder, join(folder, 'nowhere')]) expect(() => backupAt(path)).toThrow(refused);
  const app = join(folder, 'app');
  mkdirSync(app);
  writeFileSync(join(app, manifestName), '{"name": "a web page"}');
  expect(() => backupAt(app)).toThrow(refused);
  const kept = testBackup(folder, 1);
  renameSync(testBackup(folder, 2).folder, unfinished(join(folder, '2026-11-22T020200Z-1a2b3c')));
  expect(backupsIn(folder)).toEqual([kept]);
  expect(backupAt(folder)).toEqual(kept);
});

test('an older backup does not come in place of the newest that cannot be read', () => {
  testBackup(folder, 1);
  const { folder: newest } = testBackup(folder, 2);
  rewrite(newest, '"format": 1', '"format": 2');
  expect(() => backupAt(folder)).toThrow(expect.objectContaining({ code: 'BACKUP_NEWER', subject: newest }));
  rewrite(newest, '"format": 2', '"format": ');
  expect(() => backupAt(folder)).toThrow(expect.objectContaining({ code: 'BACKUP_INVALID' }));
});

test.each([
  ['files', { files: { '../../etc/passwd': { bytes: 1, sha256: '0'.repeat(64) } } }],
  ['files', { files: { '/etc/passwd': { bytes: 1, sha256: '0'.repeat(64) } } }],
  [
    'the ledger',
    {
      ledger: {
        migration: '',
        release: 0,
        tables: [{ table: 'run', columns: ['run_id'], rows: 1, file: '../../home/secrets.copy' }],
      },
    },
  ],
])('a manifest whose %s lie elsewhere is refused', (_, more) => {
  const { folder: backup } = testBackup(folder, 1);
  const file = join(backup, manifestName);
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), ...more }));
  expect(() => readBackup(backup)).toThrow(
    expect.objectContaining({ code: 'BACKUP_INVALID', subject: file }),
  );
});
