import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isBackupId } from './stamp.ts';

/** A backup under the name by which the engine refers to it. */
export interface LinkedBackup {
  readonly id: string;
  readonly folder: string;
}

/** The engine's name for a backup's warehouse. It holds no path of a machine, so a backup can be moved. */
export function engineName(id: string): string {
  return `${id}/warehouse`;
}

/**
 * Lets the engine reach backups wherever they are kept while `work` goes on: it writes and reads below one folder only, `backups`
 * in its data folder, and finds links there.
 */
export async function withEngineLinks<T>(
  backupsFolder: string,
  linked: readonly LinkedBackup[],
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(backupsFolder, { recursive: true, mode: 0o700 });
  const links = linked.map(({ id, folder }) => ({ link: join(backupsFolder, id), folder }));
  const unlink = () => {
    for (const { link } of links) rmSync(link, { force: true });
  };
  for (const lost of lostLinks(backupsFolder)) rmSync(lost);
  unlink();
  try {
    for (const { link, folder } of links) symlinkSync(folder, link);
    return await work();
  } finally {
    unlink();
  }
}

/** Links that a killed backup or restore has left, where they lead nowhere. */
function lostLinks(backupsFolder: string): readonly string[] {
  return readdirSync(backupsFolder, { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink() && isBackupId(entry.name))
    .map(({ name }) => join(backupsFolder, name))
    .filter((link) => !existsSync(link));
}
