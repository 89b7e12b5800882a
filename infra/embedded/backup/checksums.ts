import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { type Backup, type Files, manifestName } from './manifest.ts';
import type { Progress } from './progress.ts';

const readers = 8;
/** A file of this size is read at once. */
const smallBytes = 2 ** 20;

/** Size and SHA-256 of every file below a folder but the manifest. */
export async function checksumsOf(
  folder: string,
  onProgress: Progress,
  signal?: AbortSignal,
): Promise<Files> {
  const files: Record<string, { bytes: number; sha256: string }> = {};
  const names = await filesBelow(folder);
  await eachAtOnce(names, onProgress, async (name) => {
    signal?.throwIfAborted();
    files[name] = await checksumOf(join(folder, name));
  });
  return files;
}

/** Compares a backup with its manifest. Errors: BACKUP_INVALID naming the first file that differs or that it does not list. */
export async function verifyFiles({ folder, manifest }: Backup, onProgress: Progress): Promise<void> {
  const stranger = (await filesBelow(folder)).find((name) => !Object.hasOwn(manifest.files, name));
  if (stranger !== undefined)
    throw invalid(join(folder, stranger), 'The file is none of the backup: its manifest does not list it.');
  await eachAtOnce(Object.entries(manifest.files), onProgress, async ([name, file]) => {
    const path = join(folder, name);
    const found = await checksumOf(path).catch((cause: unknown) => {
      throw invalid(path, 'The file is missing or cannot be read.', cause);
    });
    if (found.bytes !== file.bytes || found.sha256 !== file.sha256)
      throw invalid(path, 'The file is not the one that was backed up: its checksum differs.');
  });
}

/** A warehouse is many small files: several are read at a time. */
async function eachAtOnce<T>(
  all: readonly T[],
  onProgress: Progress,
  work: (each: T) => Promise<void>,
): Promise<void> {
  const left = all.values();
  let done = 0;
  const reader = async () => {
    for (const each of left) {
      await work(each);
      done += 1;
      onProgress('Checksums', done / all.length);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
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
  if (size <= smallBytes) hash.update(await readFile(path));
  else await pipeline(createReadStream(path, { highWaterMark: smallBytes }), hash);
  return { bytes: size, sha256: hash.digest('hex') };
}

function invalid(subject: string, happened: string, cause?: unknown): YardstickError {
  return new YardstickError('BACKUP_INVALID', happened, { subject, cause });
}
