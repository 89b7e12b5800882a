import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file leaves what others copy instead of making it again (tests/harness/model.ts). */
    readonly models: string;
  }
}

/** Vitest's global setup: a folder that all test files share and that is removed when they have ended. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-models-'));
  // As root, PostgreSQL runs as another user, who must reach its folder.
  await chmod(folder, 0o755);
  provide('models', folder);
  return () => rm(folder, { recursive: true, force: true });
}
