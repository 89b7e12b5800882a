import { rmSync } from 'node:fs';
import { YardstickError } from '../../../errors/yardstick-error.ts';
import { commandLineOf, isAlive } from '../processes/alive.ts';
import { eventually } from '../processes/wait.ts';
import { pidFileOf, pidIn } from './pid-file.ts';

/**
 * Clears what an earlier server left in the cluster: one that is still shutting down (its parent was killed) is waited for, and a pid file whose
 * pid now belongs to another program is removed, which PostgreSQL itself would take for a running server. Error: ENGINE_IN_USE.
 */
export async function awaitPrevious(cluster: string, withinMs = 15_000): Promise<void> {
  const pidFile = pidFileOf(cluster);
  const gone = await eventually(async () => !isServing(pidFile, cluster), { withinMs, everyMs: 100 });
  if (!gone) {
    throw new YardstickError('ENGINE_IN_USE', `Process ${pidIn(pidFile)} is serving this folder.`, {
      subject: cluster,
    });
  }
  rmSync(pidFile, { force: true });
}

function isServing(pidFile: string, cluster: string): boolean {
  const pid = pidIn(pidFile);
  return pid !== undefined && isAlive(pid) && commandLineOf(pid).includes(cluster);
}
