import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquireLease, assertLease, isHeld, type Lease, releaseLease, renewLease } from './lease.ts';
import type { LedgerDb } from './schema.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

describe('a lease', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger();
  });
  afterAll(() => ledger.close());

  it('goes to exactly one of twenty contenders, and the others learn who has it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        acquireLease(ledger.db, { key: 'contended', holder: `worker ${n}`, ttlSeconds: 60 }),
      ),
    );
    const winners = answers.filter((answer) => !isHeld(answer));
    expect(winners).toHaveLength(1);
    const losers = answers.filter(isHeld);
    expect(new Set(losers.map((loser) => loser.heldBy))).toEqual(new Set([holderOf(winners)]));
  });

  it('gets a new epoch with every acquisition: expired, released, or by the same holder again', async () => {
    const first = await taken(ledger.db, 'epochs', 'a', 0);
    const second = await taken(ledger.db, 'epochs', 'b', 60);
    const retry = await taken(ledger.db, 'epochs', 'b', 60);
    await releaseLease(ledger.db, retry);
    const third = await taken(ledger.db, 'epochs', 'c', 60);
    expect([first.epoch, second.epoch, retry.epoch, third.epoch]).toEqual([1, 2, 3, 4]);
  });

  it('is renewed only by its newest acquisition', async () => {
    const zombie = await taken(ledger.db, 'renewal', 'a', 60);
    const retry = await taken(ledger.db, 'renewal', 'a', 60);
    expect(await renewLease(ledger.db, zombie)).toBe(false);
    expect(await renewLease(ledger.db, retry)).toBe(true);
    await releaseLease(ledger.db, retry);
    expect(await renewLease(ledger.db, retry)).toBe(false);
  });

  it('is not given free by a holder that has lost it', async () => {
    const zombie = await taken(ledger.db, 'stale release', 'a', 60);
    await taken(ledger.db, 'stale release', 'a', 60);
    await releaseLease(ledger.db, zombie);
    expect(
      await acquireLease(ledger.db, { key: 'stale release', holder: 'b', ttlSeconds: 60 }),
    ).toMatchObject({
      heldBy: 'a',
    });
  });

  it('lost to another attempt stops the transaction of the older one', async () => {
    const zombie = await taken(ledger.db, 'fenced', 'a', 0);
    await taken(ledger.db, 'fenced', 'b', 60);
    const write = ledger.db.transaction().execute((trx) => assertLease(trx, zombie));
    await expect(write).rejects.toMatchObject({ code: 'LEASE_LOST' });
  });

  it('cannot be taken while a transaction that asserted it is open', async () => {
    const expired = await taken(ledger.db, 'locked', 'a', 0);
    const rival = () =>
      ledger.db.transaction().execute(async (trx) => {
        await sql`SET LOCAL lock_timeout = '200ms'`.execute(trx);
        return taken(trx, 'locked', 'b', 60);
      });
    await ledger.db.transaction().execute(async (trx) => {
      await assertLease(trx, expired);
      await expect(rival()).rejects.toThrow('lock timeout');
    });
    expect(await rival()).toMatchObject({ epoch: 2, holder: 'b' });
  });
});

async function taken(db: LedgerDb, key: string, holder: string, ttlSeconds: number): Promise<Lease> {
  const answer = await acquireLease(db, { key, holder, ttlSeconds });
  if (isHeld(answer)) throw new Error(`held by ${answer.heldBy}`);
  return answer;
}

function holderOf(answers: readonly object[]): unknown {
  const [only] = answers;
  return only !== undefined && 'holder' in only ? only.holder : undefined;
}
