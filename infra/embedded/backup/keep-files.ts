import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { HomePaths } from '../home/paths.ts';
import { checksumsOf } from './checksums.ts';
import { copyTree } from './copy-tree.ts';
import { type Backup, backupFormat, type FilesManifest, writeManifest } from './manifest.ts';
import { productVersion } from './product-version.ts';
import { assertRoom } from './room.ts';
import { stampOf } from './stamp.ts';

/** Of the process that runs, or made again by the next one. */
const leftOut = ['logs', 'lock', 'run.json', 'holder.json'];

const roomAdvice =
  'The home is copied before it is upgraded: free space there, or start once more with the version of Yardstick from before.';

/**
 * Copies the files of a home in which nothing runs, before an upgrade of its format: engines of a new version must not be
 * started on old files only to save them. Goes where backups of the home go. Error: BACKUP_IMPOSSIBLE when there is no room.
 */
export async function keepFiles(paths: HomePaths, format: number): Promise<Backup<FilesManifest>> {
  const now = new Date();
  const id = `${stampOf(now)}-before-upgrade-${randomBytes(3).toString('hex')}`;
  const into = backupsFolderOf(paths);
  await assertRoom(dirname(paths.root), await bytesBelow(paths.root), roomAdvice);
  const unfinished = join(into, `${id}.unfinished-${process.pid}`);
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    await copyTree(paths.root, join(unfinished, 'files'), leftOut);
    const manifest: FilesManifest = {
      ...{ format: backupFormat, kind: 'files', id, createdAt: now.toISOString(), product: productVersion() },
      ...{ home: format, files: await checksumsOf(unfinished, () => {}) },
    };
    writeManifest(unfinished, manifest);
    renameSync(unfinished, join(into, id));
    return { folder: join(into, id), manifest };
  } catch (caught) {
    rmSync(unfinished, { recursive: true, force: true });
    throw caught;
  }
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
