import { within } from './processes/wait.ts';
import type { Running } from './supervise.ts';

/** Asks a process to stop and kills it when it takes too long: every engine here survives that without loss. */
export async function stopInTime(
  stop: () => Promise<void>,
  current: () => Running,
  withinMs: number,
): Promise<void> {
  const stopped = stop();
  if (await within(withinMs, stopped)) return;
  kill(current().pid);
  await stopped;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in this very moment.
  }
}
