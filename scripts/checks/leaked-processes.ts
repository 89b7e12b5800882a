import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, descendantsIn, type Process, processTable } from './process-table.ts';

/** How long a killed engine may take to be gone. */
const graceMs = 10_000;
const watchEveryMs = 250;

/**
 * Vitest's global setup: remembers every process started below it while tests run, and fails the run when one of
 * them outlives it. By descent and not by a marked environment, because engines are started with a bare one.
 */
export function setup(): () => Promise<void> {
  const seen = new Set<string>();
  const watch = setInterval(() => {
    for (const child of descendantsIn(processTable(), process.pid)) seen.add(identity(child));
  }, watchEveryMs);
  watch.unref();
  return async () => {
    clearInterval(watch);
    const leaked = await outliving(seen, Date.now() + graceMs);
    if (leaked.length === 0) return;
    // Vitest prints what a teardown throws, but ends well all the same.
    process.exitCode = 1;
    const names = leaked.map((process) => `${process.pid} ${commandOf(process)}`).join('; ');
    throw new Error(`Processes outlived the tests that started them; a test must await their end: ${names}`);
  };
}

async function outliving(seen: ReadonlySet<string>, deadline: number): Promise<Process[]> {
  const alive = processTable().filter((process) => seen.has(identity(process)) && !isVitest(process));
  if (alive.length === 0 || Date.now() > deadline) return alive;
  await sleep(watchEveryMs);
  return await outliving(seen, deadline);
}

function identity({ pid, startedAt }: Process): string {
  return `${pid}@${startedAt}`;
}

/** Its own workers and the compiler's service end after the teardown. */
function isVitest(process: Process): boolean {
  return /node_modules\/(vitest|esbuild|@esbuild)\/|\(vitest /.test(commandOf(process));
}
