import type { LimitBucket, Limiter } from './connector.ts';
import { type Wait, waitForReal } from './retry.ts';

interface Level {
  tokens: number;
  at: number;
  pausedUntil: number;
}

/** Token buckets of one process. Workers of a deployment share theirs through the ledger instead. */
export function createMemoryLimiter(now: () => Date = () => new Date(), wait: Wait = waitForReal): Limiter {
  const levels = new Map<string, Level>();
  const levelOf = (bucket: LimitBucket): Level => {
    const level = levels.get(bucket.name) ?? {
      tokens: bucket.capacity,
      at: now().getTime(),
      pausedUntil: 0,
    };
    levels.set(bucket.name, level);
    return level;
  };
  return {
    async take(bucket, cost, signal) {
      const level = levelOf(bucket);
      for (;;) {
        signal.throwIfAborted();
        const delay = delayUntil(level, bucket, Math.min(cost, bucket.capacity), now().getTime());
        if (delay <= 0) break;
        await wait(delay, signal);
      }
      level.tokens -= Math.min(cost, bucket.capacity);
    },
    async pause(bucket, milliseconds) {
      const level = levelOf(bucket);
      level.pausedUntil = Math.max(level.pausedUntil, now().getTime() + milliseconds);
    },
  };
}

function delayUntil(level: Level, bucket: LimitBucket, cost: number, now: number): number {
  const refilled = ((now - level.at) / 1000) * bucket.refillPerSecond;
  level.tokens = Math.min(bucket.capacity, level.tokens + refilled);
  level.at = now;
  const missing = Math.max(0, cost - level.tokens);
  return Math.ceil(Math.max(level.pausedUntil - now, (missing / bucket.refillPerSecond) * 1000));
}
