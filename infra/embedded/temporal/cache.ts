import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { temporalVersion } from './release.ts';

/** Where binaries are kept for every data home of this user: `$YARDSTICK_CACHE/temporal` or `~/.cache/yardstick/temporal`. */
export function defaultTemporalCache(): string {
  return join(process.env.YARDSTICK_CACHE ?? join(homedir(), '.cache', 'yardstick'), 'temporal');
}

const cachedName = new RegExp(`^temporal-${temporalVersion.replaceAll('.', '\\.')}-([0-9a-f]{64})$`);

/** The cached binary, whose name carries its own sha256; one whose content no longer fits is removed. */
export async function fromCache(cacheDir: string): Promise<string | undefined> {
  for (const name of await readdir(cacheDir).catch(() => [])) {
    const promised = cachedName.exec(name)?.[1];
    if (promised === undefined) continue;
    const path = join(cacheDir, name);
    if ((await sha256Of(path)) === promised) return path;
    await rm(path, { force: true });
  }
  return undefined;
}

/** Moves a new binary, already on the cache's disk, into the cache and answers its path. */
export async function intoCache(cacheDir: string, binary: string): Promise<string> {
  const path = join(cacheDir, `temporal-${temporalVersion}-${await sha256Of(binary)}`);
  await mkdir(cacheDir, { recursive: true });
  await chmod(binary, 0o755);
  await rename(binary, path);
  return path;
}

/** Hexadecimal sha256 of a file's content. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
