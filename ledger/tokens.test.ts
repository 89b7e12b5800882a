import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from './open.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';
import { type AccessToken, createSharedTokenCache } from './tokens.ts';

const never = () => new AbortController().signal;
const secret = randomBytes(32);

describe('the shared token cache', { timeout: 120_000 }, () => {
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

  it('refreshes once for forty callers of two workers, more than there are connections', async () => {
    const refresh = counted((n) => ({ value: `token ${n}`, expiresAt: Date.now() + 3_600_000 }));
    const caches = [createSharedTokenCache(ledger.db, secret), createSharedTokenCache(other.db, secret)];
    const calls = caches.flatMap((cache) =>
      Array.from({ length: 20 }, () => cache.get('crm', slow(refresh), never())),
    );
    expect(new Set((await Promise.all(calls)).map((token) => token.value))).toEqual(new Set(['token 1']));
    expect(refresh.count()).toBe(1);

    // The refresh itself needs the ledger, as one that obeys a limiter does.
    function slow(inner: () => Promise<AccessToken>) {
      return async () => {
        for (let n = 0; n < 20; n += 1) await ledger.db.selectFrom('run').select('id').execute();
        return inner();
      };
    }
  });

  it('keeps a token unreadable in the database, and bound to its key', async () => {
    const cache = createSharedTokenCache(ledger.db, secret);
    const refresh = counted((n) => ({ value: `very secret ${n}`, instanceUrl: 'https://example.com' }));
    expect(await cache.get('sealed', refresh, never())).toEqual({
      value: 'very secret 1',
      instanceUrl: 'https://example.com',
    });
    const row = await ledger.db
      .selectFrom('accessToken')
      .selectAll()
      .where('key', '=', 'sealed')
      .executeTakeFirstOrThrow();
    expect(row.sealed.toString('latin1')).not.toContain('very secret');
    await ledger.db
      .insertInto('accessToken')
      .values({ ...row, key: 'moved' })
      .execute();
    expect(await cache.get('moved', refresh, never())).toMatchObject({ value: 'very secret 2' });
    expect(
      await createSharedTokenCache(ledger.db, randomBytes(32)).get('sealed', refresh, never()),
    ).toMatchObject({
      value: 'very secret 3',
    });
  });

  it('refreshes a token that is about to end', async () => {
    const cache = createSharedTokenCache(ledger.db, secret);
    const refresh = counted((n) => ({
      value: `t${n}`,
      expiresAt: Date.now() + (n === 1 ? -1_000 : 3_600_000),
    }));
    await cache.get('ending', refresh, never());
    expect(await cache.get('ending', refresh, never())).toMatchObject({ value: 't2' });
    expect(await cache.get('ending', refresh, never())).toMatchObject({ value: 't2' });
  });

  it('forgets a refused token, but not the better one another worker has fetched since', async () => {
    const cache = createSharedTokenCache(ledger.db, secret);
    const refresh = counted((n) => ({ value: `t${n}` }));
    const refused = await cache.get('refused', refresh, never());
    await cache.forget('refused', refused);
    expect(await cache.get('refused', refresh, never())).toEqual({ value: 't2' });
    await cache.forget('refused', refused);
    expect(await cache.get('refused', refresh, never())).toEqual({ value: 't2' });
  });

  it('lets the next caller try after a failed refresh', async () => {
    const cache = createSharedTokenCache(ledger.db, secret);
    const failing = cache.get('failing', () => Promise.reject(new Error('wrong client secret')), never());
    await expect(failing).rejects.toThrow('wrong client secret');
    expect(await cache.get('failing', async () => ({ value: 'ok' }), never())).toEqual({ value: 'ok' });
  });

  it('wants a key of 32 bytes', () => {
    expect(() => createSharedTokenCache(ledger.db, randomBytes(16))).toThrow('16 bytes');
  });
});

function counted(make: (n: number) => AccessToken) {
  let calls = 0;
  const refresh = async () => {
    calls += 1;
    return make(calls);
  };
  return Object.assign(refresh, { count: () => calls });
}
