import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type Backup, type Files, manifestName } from './manifest.ts';
import type { Progress } from './progress.ts';

/** Size and SHA-256 of every file below a folder but the manifest. */
export async function checksumsOf(folder: string, onProgress: Progress): Promise<Files> {
  const files: Record<string, { bytes: number; sha256: string }> = {};
  const names = await filesBelow(folder);
  for (const [index, name] of names.entries()) {
    files[name] = await checksumOf(join(folder, name));
    onProgress('Checksums', (index + 1) / names.length);
  }
  return files;
}

/** Compares a backup with its manifest. Errors: BACKUP_INVALID naming the first file that differs. */
export async function verifyFiles({ folder, manifest }: Backup, onProgress: Progress): Promise<void> {
  const expected = Object.entries(manifest.files);
  for (const [index, [name, file]] of expected.entries()) {
    const path = join(folder, name);
    const found = await checksumOf(path).catch(() => undefined);
    if (found === undefined) throw invalid(path, 'The file is missing.');
    if (found.bytes !== file.bytes || found.sha256 !== file.sha256)
      throw invalid(path, 'The file is not the one that was backed up: its checksum differs.');
    onProgress('Checksums', (index + 1) / expected.length);
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((name) => name !== manifestName)
    .sort();
}

async function checksumOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  const { size } = await stat(path);
  await pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), hash);
  return { bytes: size, sha256: hash.digest('hex') };
}

function invalid(subject: string, happened: string): YardstickError {
  return new YardstickError('BACKUP_INVALID', happened, { subject });
}
