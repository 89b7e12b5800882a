import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type Backup, hasManifest, readBackup } from './manifest.ts';
import { isBackupId } from './stamp.ts';
import { isUnfinished } from './unfinished.ts';

/** Complete backups in a folder of backups, newest first; those that cannot be read are left out. */
export function backupsIn(folder: string): readonly Backup[] {
  return foldersIn(folder)
    .flatMap((name) => readable(join(folder, name)))
    .sort((a, b) => b.manifest.createdAt.localeCompare(a.manifest.createdAt));
}

/**
 * The backup that a path means: itself, or the newest of a folder of backups. Errors: BACKUP_INVALID, BACKUP_NEWER, also for a
 * backup that is the newest by its name and cannot be read: an older one must not come back in its place unseen.
 */
export function backupAt(path: string): Backup {
  if (hasManifest(path)) return readBackup(path);
  const [newest] = backupsIn(path);
  const last = foldersIn(path).filter(isBackupId).sort().at(-1);
  if (last !== undefined && readable(join(path, last)).length === 0) return readBackup(join(path, last));
  if (newest !== undefined) return newest;
  throw new YardstickError('BACKUP_INVALID', 'There is no complete backup in it.', { subject: path });
}

/** The backup in a folder; none where it cannot be read. */
export function readable(folder: string): readonly Backup[] {
  if (!hasManifest(folder)) return [];
  try {
    return [readBackup(folder)];
  } catch {
    return [];
  }
}

function foldersIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder).filter((name) => !isUnfinished(name) && hasManifest(join(folder, name)));
}
