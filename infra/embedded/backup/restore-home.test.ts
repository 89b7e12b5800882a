import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallDisk } from '../../../tests/harness/small-disk.ts';
import { homePaths } from '../home/paths.ts';
import { restoreHome } from './restore-home.ts';
import { leftByKilled, testFilesBackup } from './test-backup.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yardstick-restore-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const quietly = { finish() {}, onProgress() {}, signal: new AbortController().signal };

test('a restore makes the folders above the home, and takes away what a killed one has left', async () => {
  const backup = await testFilesBackup(join(folder, 'backups'));
  const paths = homePaths(join(folder, 'not', 'there', 'home'));
  await restoreHome({ ...quietly, backup, paths, replace: false });
  const killed = leftByKilled(`${paths.root}.0123456789ab`);
  const another = leftByKilled(join(folder, 'not', 'there', 'other.0123456789ab'));
  const { aside } = await restoreHome({ ...quietly, backup, paths, replace: true });
  const there = [killed, another, aside ?? '', join(paths.root, 'kept')].map((each) => existsSync(each));
  expect(there).toEqual([false, true, true, true]);
});

test('a home that is a disk of its own is refused before anything is built', async ({ skip }) => {
  const disk = smallDisk(8);
  if (disk === undefined) return skip('It needs the right to mount a disk.');
  const backup = await testFilesBackup(join(folder, 'backups'));
  const restored = restoreHome({ ...quietly, backup, paths: homePaths(disk.folder), replace: false });
  await expect(restored).rejects.toMatchObject({ code: 'HOME_UNWRITABLE', subject: disk.folder });
  await restoreHome({ ...quietly, backup, paths: homePaths(join(disk.folder, 'home')), replace: false });
  disk.remove();
});

test('a file that the manifest does not list is refused, and nothing is restored', async () => {
  const backup = await testFilesBackup(join(folder, 'backups'));
  const stranger = join(backup.folder, 'files', 'stranger');
  writeFileSync(stranger, '');
  const paths = homePaths(join(folder, 'home'));
  const restored = restoreHome({ ...quietly, backup, paths, replace: false });
  await expect(restored).rejects.toMatchObject({ code: 'BACKUP_INVALID', subject: stranger });
  expect(existsSync(paths.root)).toBe(false);
});

test('a restore that is told to stop leaves the home as it was, and nothing beside', async () => {
  const backup = await testFilesBackup(join(folder, 'backups'));
  const paths = homePaths(join(folder, 'home'));
  await restoreHome({ ...quietly, backup, paths, replace: false });
  const steps = ['Checksums', 'Files'];
  for (const when of steps) {
    const stop = new AbortController();
    const request = {
      ...{ ...quietly, backup, paths, replace: true, signal: stop.signal },
      onProgress: () => when === 'Checksums' && stop.abort(new Error('told to stop')),
      finish: () => stop.abort(new Error('told to stop')),
    };
    await expect(restoreHome(request)).rejects.toThrow('told to stop');
    expect(readdirSync(folder).sort()).toEqual(['backups', 'home']);
  }
});

test('a home where none can be made is refused', async () => {
  const backup = await testFilesBackup(join(folder, 'backups'));
  writeFileSync(join(folder, 'file'), '');
  const paths = homePaths(join(folder, 'file', 'home'));
  const restored = restoreHome({ ...quietly, backup, paths, replace: false });
  await expect(restored).rejects.toMatchObject({ code: 'HOME_UNWRITABLE', subject: join(folder, 'file') });
});
