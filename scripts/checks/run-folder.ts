import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file leaves what others copy instead of making it again (tests/harness/model.ts). */
    readonly models: string;
  }
}

/** Vitest's global setup: one folder for all that tests write to temporary folders, removed when they and their engines have ended. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-tests-'));
  const models = join(folder, 'models');
  await mkdir(models);
  // As root, PostgreSQL runs as another user, who must reach its folder.
  for (const each of [folder, models]) await chmod(each, 0o755);
  provide('models', models);
  process.env.TMPDIR = folder;
  return () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
