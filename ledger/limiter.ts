import { sql } from 'kysely';
import { YardstickError } from '../errors/yardstick-error.ts';
import { oneRow } from './one-row.ts';
import type { LedgerDb } from './schema.ts';
import { atomically } from './transaction.ts';
import { wait } from './wait.ts';

/** A budget of calls: holds at most `capacity` tokens and gains `refillPerSecond`. */
export interface LimitBucket {
  readonly name: string;
  readonly capacity: number;
  readonly refillPerSecond: number;
}

export interface Limiter {
  take(bucket: LimitBucket, cost: number, signal: AbortSignal): Promise<void>;
  pause(bucket: LimitBucket, milliseconds: number): Promise<void>;
}

/** A pause may be prolonged or a bucket emptied meanwhile, so nobody sleeps longer than this before looking again. */
const longestSleepMs = 30_000;

/**
 * Token buckets in rows of the ledger, shared by every worker and kept by the database's clock. `scope` names the
 * credential the budget belongs to, so that two sources with a bucket of the same name do not share it.
 * `take` throws the signal's reason when aborted, and LIMIT_IMPOSSIBLE for a cost no full bucket could pay.
 */
export function createSharedLimiter(db: LedgerDb, scope = ''): Limiter {
  return {
    async take(bucket, cost, signal) {
      refuseImpossible(bucket, cost);
      for (;;) {
        signal.throwIfAborted();
        const waitMs = await atomically(db, (trx) => tryTake(trx, scope, bucket, cost));
        if (waitMs === 0) return;
        await wait(Math.min(waitMs + jitterMs(), longestSleepMs), signal);
      }
    },
    pause: (bucket, milliseconds) => pauseBucket(db, scope, bucket, milliseconds),
  };
}

/** Takes the tokens and returns 0, or takes none and returns the milliseconds after which to ask again. */
async function tryTake(trx: LedgerDb, scope: string, bucket: LimitBucket, cost: number): Promise<number> {
  const { tokens, pausedMs } = await refill(trx, scope, bucket);
  if (pausedMs > 0) return Math.ceil(pausedMs);
  // What is missing by a rounding error is not worth another round.
  const missing = cost - tokens;
  if (missing > 1e-6) return Math.max(1, Math.ceil((missing / bucket.refillPerSecond) * 1000));
  await trx
    .updateTable('limitBucket')
    .set((eb) => ({ tokens: eb('tokens', '-', cost) }))
    .where('scope', '=', scope)
    .where('name', '=', bucket.name)
    .execute();
  return 0;
}

/** Adds what has accrued, and keeps the row locked. `refilled_at` may lie ahead: nothing accrues during a pause. */
async function refill(trx: LedgerDb, scope: string, bucket: LimitBucket) {
  const { name, capacity, refillPerSecond } = bucket;
  return oneRow(
    trx,
    sql<{ tokens: number; pausedMs: number }>`
    INSERT INTO ledger.limit_bucket AS b (scope, name, tokens, refilled_at)
    VALUES (${scope}, ${name}, ${capacity}::float8, clock_timestamp())
    ON CONFLICT (scope, name) DO UPDATE
    SET tokens = least(${capacity}::float8, b.tokens + ${refillPerSecond}::float8
            * greatest(0, extract(epoch FROM clock_timestamp() - b.refilled_at)::float8)),
        refilled_at = greatest(b.refilled_at, clock_timestamp())
    RETURNING tokens,
        coalesce(greatest(0, extract(epoch FROM paused_until - clock_timestamp())::float8 * 1000), 0) AS paused_ms`,
  );
}

/** A shorter pause never cuts a longer one; what had accrued before it is still there after it. */
async function pauseBucket(
  db: LedgerDb,
  scope: string,
  bucket: LimitBucket,
  milliseconds: number,
): Promise<void> {
  await atomically(db, async (trx) => {
    await refill(trx, scope, bucket);
    const until = sql<string>`greatest(paused_until, clock_timestamp() + make_interval(secs => ${milliseconds / 1000}))`;
    await trx
      .updateTable('limitBucket')
      .set({ pausedUntil: until, refilledAt: until })
      .where('scope', '=', scope)
      .where('name', '=', bucket.name)
      .execute();
  });
}

function refuseImpossible(bucket: LimitBucket, cost: number): void {
  if (cost <= bucket.capacity && bucket.refillPerSecond > 0) return;
  throw new YardstickError('LIMIT_IMPOSSIBLE', `A cost of ${cost} can never be paid from this bucket.`, {
    subject: bucket.name,
  });
}

function jitterMs(): number {
  return Math.floor(Math.random() * 20);
}
