import { logFileOf } from '../../infra/embedded/engines.ts';
import type { Home } from '../../infra/embedded/home/open.ts';
import { startNodeChild } from '../../infra/embedded/processes/node-child.ts';
import { type BundleName, bundles } from '../runtime/bundles.ts';

/**
 * Sees that a bundle is there. It is made in a process of its own: a bundler keeps hundreds of MiB for as long as its process
 * lives, and `start` lives as long as everything. Errors as `startNodeChild`.
 */
export async function ensureBundle(home: Home, name: BundleName): Promise<void> {
  if (bundles[name].isMade()) return;
  const maker = await startNodeChild({
    name,
    args: ['engine', 'bundle', name],
    logFile: logFileOf(home, name),
    readyWithinMs: 300_000,
  });
  await maker.stop();
}
