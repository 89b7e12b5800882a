import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A part of the machine that a client needs: there, or the reason why its tests are left out. */
export type Available<T> = { readonly there: T } | { readonly missing: string };

/**
 * A folder that takes long to make, kept among the system's temporary files under a name made of what it is made from.
 * Two runs at once both make it, and one is thrown away. What could not be made leaves nothing behind.
 */
export async function preparedFolder(
  name: string,
  madeFrom: readonly string[],
  make: (folder: string) => Promise<{ readonly missing: string } | undefined>,
): Promise<Available<string>> {
  const key = createHash('sha256').update(JSON.stringify(madeFrom)).digest('hex').slice(0, 16);
  const store = join(tmpdir(), 'yardstick-clients');
  const folder = join(store, `${name}-${key}`);
  if (existsSync(folder)) return { there: folder };
  const draft = join(store, `draft-${randomUUID()}`);
  await mkdir(draft, { recursive: true });
  try {
    const problem = await make(draft);
    if (problem !== undefined) return problem;
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return { there: folder };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
