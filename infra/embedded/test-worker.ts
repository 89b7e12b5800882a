/** Set where test files share a process, so that what one file leaves may serve the next. */
export const filesShareEngines = process.env.YARDSTICK_TEST_SHARES === '1';

interface Kept {
  readonly pid: number;
  readonly signal: NodeJS.Signals;
}

const kept: Kept[] = [];

/** Ends an engine when the test runner ends this process: it does so by a signal, half a second before it kills. */
export function keepUntilWorkerEnds(engine: Kept): void {
  if (kept.length === 0)
    process.once('SIGTERM', () => {
      for (const { pid, signal } of kept) process.kill(pid, signal);
      process.exit();
    });
  kept.push(engine);
}
