import { setTimeout as pause } from 'node:timers/promises';

/** Whether the promise settled within so many milliseconds; leaves no timer behind. */
export async function within(ms: number, promise: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const late = pause(ms, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    timer.abort();
  }
}

export interface Polling {
  /** Give up after so many milliseconds. */
  readonly withinMs: number;
  /** Default 50. */
  readonly everyMs?: number;
}

/** Asks again and again until the answer is true; false when time is up. What `ask` throws ends the waiting. */
export async function eventually(ask: () => Promise<boolean>, polling: Polling): Promise<boolean> {
  const deadline = Date.now() + polling.withinMs;
  while (!(await ask())) {
    if (Date.now() > deadline) return false;
    await pause(polling.everyMs ?? 50);
  }
  return true;
}
