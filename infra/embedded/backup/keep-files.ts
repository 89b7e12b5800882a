import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HomePaths } from '../home/paths.ts';
import { checksumsOf } from './checksums.ts';
import { copyTree } from './copy-tree.ts';
import type { Backup, FilesManifest } from './manifest.ts';
import { assertRoom } from './room.ts';
import { newIdentity, writeBackup } from './write-backup.ts';

/** Of the process that runs, or made again by the next one. */
const leftOut = ['logs', 'lock', 'run.json', 'holder.json'];

const roomAdvice =
  'The home is copied before it is upgraded: free space there, or start once more with the version of Yardstick from before.';

/**
 * Copies the files of a home in which nothing runs, before an upgrade of its format: engines of a new version must not be
 * started on old files only to save them. Goes where backups of the home go. Error: BACKUP_IMPOSSIBLE when there is no room, or no right to write.
 */
export async function keepFiles(paths: HomePaths, format: number): Promise<Backup<FilesManifest>> {
  const identity = newIdentity('before-upgrade');
  return writeBackup<FilesManifest>(backupsFolderOf(paths), identity.id, async (folder) => {
    await assertRoom(folder, await bytesBelow(paths.root), roomAdvice);
    await copyTree(paths.root, join(folder, 'files'), leftOut);
    return { ...identity, kind: 'files', home: format, files: await checksumsOf(folder, () => {}) };
  });
}

/** Where backups of a home go unless told otherwise: beside it, so that they are not lost with it. */
export function backupsFolderOf(paths: HomePaths): string {
  return `${paths.root}-backups`;
}

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await lstat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
