import { statfs } from 'node:fs/promises';
import { YardstickError } from '../../../errors/yardstick-error.ts';

/** Refuses to begin what the disk of a folder cannot take. Error: BACKUP_IMPOSSIBLE. */
export async function assertRoom(folder: string, wanted: number, advice: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= wanted) return;
  const happened = `${megabytes(wanted)} are needed on this disk, ${megabytes(free)} are free.`;
  throw new YardstickError('BACKUP_IMPOSSIBLE', happened, { subject: folder, advice });
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB`;
}
