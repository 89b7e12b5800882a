import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSharedLimiter } from './limiter.ts';
import { type Ledger, openLedger } from './open.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

const never = () => new AbortController().signal;

describe('the shared limiter', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  let other: Ledger;
  beforeAll(async () => {
    ledger = await testLedger();
    other = openLedger(ledger.url);
  });
  afterAll(async () => {
    await other.close();
    await ledger.close();
  });

  it('gives two workers together no more than the bucket and its refill', async () => {
    const bucket = { name: 'shared', capacity: 5, refillPerSecond: 20 };
    const workers = [createSharedLimiter(ledger.db), createSharedLimiter(other.db)];
    const began = performance.now();
    await Promise.all(
      workers.flatMap((worker) => Array.from({ length: 10 }, () => worker.take(bucket, 1, never()))),
    );
    // 20 tokens, 5 at hand, 15 at 20 a second.
    expect(performance.now() - began).toBeGreaterThanOrEqual(740);
  });

  it('does not share between credentials', async () => {
    const bucket = { name: 'same name', capacity: 1, refillPerSecond: 0.001 };
    await createSharedLimiter(ledger.db, 'crm').take(bucket, 1, never());
    await createSharedLimiter(ledger.db, 'erp').take(bucket, 1, never());
  });

  it('lets nobody take before a demanded pause is over, and a shorter pause cuts nothing', async () => {
    const bucket = { name: 'paused', capacity: 100, refillPerSecond: 100 };
    await createSharedLimiter(ledger.db).pause(bucket, 600);
    await createSharedLimiter(ledger.db).pause(bucket, 10);
    const began = performance.now();
    await createSharedLimiter(other.db).take(bucket, 1, never());
    expect(performance.now() - began).toBeGreaterThanOrEqual(500);
  });

  it('accrues nothing during a pause and keeps what was there', async () => {
    const bucket = { name: 'after pause', capacity: 10, refillPerSecond: 1 };
    const limiter = createSharedLimiter(ledger.db);
    await limiter.take(bucket, 8, never());
    await limiter.pause(bucket, 60_000);
    // The minute passes at once.
    await sql`UPDATE ledger.limit_bucket SET paused_until = paused_until - interval '1 minute',
      refilled_at = refilled_at - interval '1 minute' WHERE name = 'after pause'`.execute(ledger.db);
    await limiter.take(bucket, 1, never());
    const row = await ledger.db
      .selectFrom('limitBucket')
      .select('tokens')
      .where('name', '=', 'after pause')
      .executeTakeFirstOrThrow();
    expect(row.tokens).toBeGreaterThanOrEqual(1);
    expect(row.tokens).toBeLessThan(5);
  });

  it('stops waiting when aborted, with the reason given', async () => {
    const bucket = { name: 'aborted', capacity: 1, refillPerSecond: 0.001 };
    const limiter = createSharedLimiter(ledger.db);
    await limiter.take(bucket, 1, never());
    const abort = new AbortController();
    const waiting = limiter.take(bucket, 1, abort.signal);
    abort.abort(new Error('the run was cancelled'));
    await expect(waiting).rejects.toThrow('the run was cancelled');
  });

  it('refuses at once what no full bucket could pay', async () => {
    const bucket = { name: 'small', capacity: 2, refillPerSecond: 1 };
    await expect(createSharedLimiter(ledger.db).take(bucket, 3, never())).rejects.toMatchObject({
      code: 'LIMIT_IMPOSSIBLE',
    });
  });
});
