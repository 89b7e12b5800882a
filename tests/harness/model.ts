import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { inject } from 'vitest';

/** Looked at so often while another file makes the model, ten minutes long. */
const patience = { retries: 6_000, factor: 1, minTimeout: 100, maxTimeout: 100 };

/**
 * A folder that the first test file to ask fills and later ones copy from: what costs half a minute to make is made once in a run.
 * Files that ask meanwhile wait. A filling that fails leaves nothing, and the next file tries itself.
 */
export async function modelFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject('models'), name);
  if (existsSync(folder)) return folder;
  const release = await lockfile.lock(folder, { realpath: false, stale: 30_000, retries: patience });
  try {
    if (!existsSync(folder)) await filled(folder, fill);
  } finally {
    await release();
  }
  return folder;
}

async function filled(folder: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished);
  await chmod(unfinished, 0o755);
  await fill(unfinished);
  await rename(unfinished, folder);
}
