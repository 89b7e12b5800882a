import { setTimeout as sleep } from 'node:timers/promises';
import { asYardstickError, YardstickError } from '../../errors/yardstick-error.ts';
import type { ConnectorContext } from './connector.ts';

export type Wait = NonNullable<ConnectorContext['wait']>;

export const waitForReal: Wait = async (milliseconds, signal) => {
  await sleep(milliseconds, undefined, { signal });
};

export interface RetryPolicy {
  readonly tries: number;
  /** Pause after the first failure in milliseconds; doubles each time, with full jitter. */
  readonly baseMs: number;
  /** A longer pause than this is not waited for here: the error goes up, and the next run goes on. */
  readonly longestMs: number;
}

export const withinPage: RetryPolicy = { tries: 3, baseMs: 500, longestMs: 60_000 };

/**
 * Runs `attempt` again after a transient or throttled failure, with the pause the source demands, else a jittered
 * one. Everything else, the last failure and a pause beyond `longestMs` are thrown.
 */
export async function retry<T>(
  attempt: (count: number) => Promise<T>,
  { wait = waitForReal, retrying }: Pick<ConnectorContext, 'wait' | 'retrying'>,
  signal: AbortSignal,
  policy: RetryPolicy = withinPage,
): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt(count);
    } catch (caught) {
      signal.throwIfAborted();
      const pause = pauseBefore(caught, count, policy);
      if (pause === undefined) throw caught;
      retrying?.(count, asYardstickError(caught));
      await wait(pause, signal);
    }
  }
}

function pauseBefore(caught: unknown, count: number, policy: RetryPolicy): number | undefined {
  if (!(caught instanceof YardstickError) || !caught.retryable || count >= policy.tries) return undefined;
  const jittered = policy.baseMs * 2 ** (count - 1) * (0.5 + Math.random() / 2);
  const pause = caught.retryAfterMs ?? jittered;
  return pause > policy.longestMs ? undefined : pause;
}
