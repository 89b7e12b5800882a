import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A disk in memory that a test may fill. */
export interface SmallDisk {
  readonly folder: string;
  remove(): void;
}

/** Undefined where the right to mount a disk is lacking: then there is nothing to fill. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  return {
    folder,
    remove: () => {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes into a file until the disk takes no more, or has just so many bytes left. */
export function fillDisk(path: string, leaveBytes = 0): void {
  const file = openSync(path, 'w');
  if (leaveBytes > 0) {
    const { bavail, bsize } = statfsSync(dirname(path));
    const piece = Buffer.alloc(2 ** 16, 1);
    for (let left = bavail * bsize - leaveBytes; left > 0; left -= piece.length) writeSync(file, piece);
    closeSync(file);
    return;
  }
  for (let size = 2 ** 20; size >= 1; size /= 2) {
    const piece = Buffer.alloc(size, 1);
    try {
      for (;;) if (writeSync(file, piece) < size) break;
    } catch {
      // Full for a piece of this size; a smaller one may still fit.
    }
  }
  closeSync(file);
}
