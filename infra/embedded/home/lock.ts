import { rm } from 'node:fs/promises';
import lockfile from 'proper-lockfile';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { eventually } from '../processes/wait.ts';
import { becomeHolder, livingHolder } from './holder.ts';
import type { HomePaths } from './paths.ts';

export type LockResult =
  | { readonly taken: true; readonly release: () => Promise<void> }
  | { readonly taken: false; readonly holder: number };

/** A lock whose holder was killed stays fresh so long; a living holder renews it every second. */
const staleMs = 4_000;

/**
 * Takes the home for this process. The lock folder settles who comes first when two start at once; the holder file tells whether the
 * holder lives, so a suspended machine never loses its home and a killed holder blocks for seconds only.
 * Error: HOME_IN_USE when the lock is kept fresh by nobody we can see.
 */
export async function lockHome(paths: HomePaths): Promise<LockResult> {
  let release: (() => Promise<void>) | undefined;
  let holder = livingHolder(paths);
  await eventually(
    async () => {
      holder ??= livingHolder(paths);
      if (holder === undefined) release = await tryLock(paths);
      return holder !== undefined || release !== undefined;
    },
    { withinMs: 3 * staleMs, everyMs: 200 },
  );
  if (release !== undefined) return { taken: true, release: holding(paths, release) };
  if (holder !== undefined) return { taken: false, holder };
  throw new YardstickError(
    'HOME_IN_USE',
    'The data home is locked by a process that cannot be seen from here.',
    {
      subject: paths.root,
      advice: 'Is it shared with another machine or container? Give each its own home (YARDSTICK_HOME).',
    },
  );
}

async function tryLock(paths: HomePaths): Promise<(() => Promise<void>) | undefined> {
  try {
    return await lockfile.lock(paths.root, {
      lockfilePath: paths.lock,
      stale: staleMs,
      update: 1_000,
      // Whoever comes later looks at the holder file first, so a lock lost to a pause of this machine is still ours.
      onCompromised: () => undefined,
    });
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && caught.code === 'ELOCKED') return undefined;
    throw caught;
  }
}

function holding(paths: HomePaths, release: () => Promise<void>): () => Promise<void> {
  becomeHolder(paths);
  return async () => {
    await rm(paths.holderFile, { force: true });
    // A compromised lock is released already.
    await release().catch(() => undefined);
  };
}
