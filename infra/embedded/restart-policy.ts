export interface RestartPolicy {
  /** The pause after the first crash, in milliseconds; it doubles with each further one. Default 500. */
  readonly firstPauseMs: number;
  /** Default 10,000. */
  readonly longestPauseMs: number;
  /** So many crashes within `windowMs` end the attempts. Default 5. */
  readonly crashes: number;
  /** Default five minutes. */
  readonly windowMs: number;
}

const defaults: RestartPolicy = { firstPauseMs: 500, longestPauseMs: 10_000, crashes: 5, windowMs: 300_000 };

/** To be called at each crash; answers the pause before the next start in milliseconds, undefined when there were too many. */
export type NextPause = () => number | undefined;

/** Counts the crashes of one process. */
export function pausesOf(change: Partial<RestartPolicy> = {}): NextPause {
  const policy = { ...defaults, ...change };
  let times: readonly number[] = [];
  return () => {
    const now = Date.now();
    times = [...times.filter((time) => time > now - policy.windowMs), now];
    if (times.length >= policy.crashes) return undefined;
    return Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (times.length - 1));
  };
}
