import { constants } from 'node:fs';
import { chmod, copyFile, lchown, lstat, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Copies a folder with modes, and with owners where we are root; without a second use of the disk where the file system can share
 * blocks. `leaveOut` names entries of the folder itself. A link at its top is followed, deeper ones are copied as links.
 */
export async function copyTree(from: string, to: string, leaveOut: readonly string[] = []): Promise<void> {
  await copyFolder(from, to, new Set(leaveOut), true);
}

async function copyFolder(
  from: string,
  to: string,
  leaveOut: ReadonlySet<string>,
  follow: boolean,
): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (leaveOut.has(name)) continue;
    await copyEntry(join(from, name), join(to, name), follow);
  }
  await likewise(from, to);
}

async function copyEntry(from: string, to: string, follow: boolean): Promise<void> {
  const entry = follow ? await stat(from) : await lstat(from);
  if (entry.isDirectory()) return copyFolder(from, to, new Set(), false);
  if (entry.isSymbolicLink()) return symlink(await readlink(from), to);
  // Sockets and pipes are nothing to keep.
  if (!entry.isFile()) return;
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await likewise(from, to);
}

async function likewise(from: string, to: string): Promise<void> {
  const { mode, uid, gid } = await stat(from);
  await chmod(to, mode & 0o7777);
  if (process.getuid?.() === 0) await lchown(to, uid, gid);
}
