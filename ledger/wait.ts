import { setTimeout as sleep } from 'node:timers/promises';

/** Sleeps; when aborted, throws the signal's own reason, as fetch and axios do, and not Node's AbortError around it. */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch((caught: unknown) => {
    signal.throwIfAborted();
    throw caught;
  });
}
