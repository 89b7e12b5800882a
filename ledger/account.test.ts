import { needsRehash } from 'argon2';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountByEmail, changeAccount, createAccount, setPassword } from './account.ts';
import { verifyPassword } from './login.ts';
import { hashPassword, nobodysHash } from './password.ts';
import type { LedgerDb } from './schema.ts';
import { openSession, revokeSession, sessionAccount, sweepSessions } from './session.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

const password = 'correct horse battery';

describe('accounts', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  let db: LedgerDb;
  beforeAll(async () => {
    ledger = await testLedger();
    db = ledger.db;
  });
  afterAll(() => ledger.close());

  const created = (email: string) => createAccount(db, { email, name: 'Li Lei', role: 'rep', password });

  it('are one per e-mail address, whatever its case, and never show their hash', async () => {
    const account = await created('Li.Lei@example.com');
    expect(account).toMatchObject({ role: 'rep', language: 'zh-CN', disabled: false });
    expect(Object.keys(account)).not.toContain('passwordHash');
    await expect(created('li.lei@EXAMPLE.com')).rejects.toMatchObject({ code: 'ACCOUNT_EXISTS' });
    expect(await accountByEmail(db, 'LI.LEI@example.com')).toMatchObject({ id: account.id });
    const weak = createAccount(db, { email: 'weak@example.com', name: 'W', role: 'rep', password: 'short' });
    await expect(weak).rejects.toMatchObject({ code: 'ACCOUNT_PASSWORD_WEAK' });
  });

  it('are let in with their password and refused alike for a wrong one, an unknown name and a disabled account', async () => {
    const account = await created('login@example.com');
    expect(await verifyPassword(db, 'LOGIN@example.com ', password)).toMatchObject({
      ok: true,
      account: { id: account.id },
    });
    const refused = { ok: false, reason: 'refused' };
    expect(await verifyPassword(db, 'login@example.com', 'wrong password')).toEqual(refused);
    expect(await verifyPassword(db, 'unknown@example.com', password)).toEqual(refused);
    await changeAccount(db, account.id, { disabled: true });
    expect(await verifyPassword(db, 'login@example.com', password)).toEqual(refused);
  });

  it('cost as much to refuse when unknown as when known', async () => {
    const parameters = (hash: string) => hash.split('$').slice(1, 4);
    expect(parameters(nobodysHash)).toEqual(parameters(await hashPassword(password)));
    expect(needsRehash(nobodysHash, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })).toBe(false);
  });

  it('are locked after ten failures, even sent at once, and open again when the lock is over', async () => {
    const account = await created('locked@example.com');
    const guesses = Array.from({ length: 14 }, () =>
      verifyPassword(db, 'locked@example.com', 'a wrong guess'),
    );
    const reasons = (await Promise.all(guesses)).map((answer) => (answer.ok ? 'in' : answer.reason));
    expect(reasons.filter((reason) => reason === 'refused')).toHaveLength(10);
    expect(await verifyPassword(db, 'locked@example.com', password)).toEqual({ ok: false, reason: 'locked' });
    await db
      .updateTable('account')
      .set({ lockedUntil: sql<string>`clock_timestamp() - interval '1 second'` })
      .where('id', '=', account.id)
      .execute();
    expect(await verifyPassword(db, 'locked@example.com', 'a wrong guess')).toMatchObject({
      reason: 'refused',
    });
    expect(await verifyPassword(db, 'locked@example.com', password)).toMatchObject({ ok: true });
  });

  it('begin a new count of failures after a success', async () => {
    await created('count@example.com');
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 9; n += 1) await verifyPassword(db, 'count@example.com', 'a wrong guess');
      expect(await verifyPassword(db, 'count@example.com', password)).toMatchObject({ ok: true });
    }
  });

  it('are changed only in what may be changed', async () => {
    const account = await created('change@example.com');
    const carried = { role: 'manager' as const, teamId: 't1', email: 'other@example.com', passwordHash: 'x' };
    expect(await changeAccount(db, account.id, carried)).toMatchObject({
      role: 'manager',
      teamId: 't1',
      email: 'change@example.com',
    });
    expect(await verifyPassword(db, 'change@example.com', password)).toMatchObject({ ok: true });
    await expect(changeAccount(db, 'nobody', {})).rejects.toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
  });

  it('have sessions that slide, end, and are known by a hash only', async () => {
    const account = await created('session@example.com');
    const { token } = await openSession(db, account.id);
    const stored = () => db.selectFrom('session').selectAll().where('accountId', '=', account.id).execute();
    expect(JSON.stringify(await stored())).not.toContain(token);
    await expireIn(db, account.id, 60);
    expect(await sessionAccount(db, token)).toMatchObject({ id: account.id });
    const [slid] = await stored();
    expect(Date.parse(slid?.expiresAt ?? '') - Date.now()).toBeGreaterThan(11 * 3_600_000);
    await expireIn(db, account.id, -1);
    expect(await sessionAccount(db, token)).toBeUndefined();
    expect(await sweepSessions(db)).toBe(1);
  });

  it('lose their sessions by logging out, a new password, and being disabled', async () => {
    const account = await created('ended@example.com');
    const [out, changed, kept] = [await open(), await open(), await open()];
    await revokeSession(db, out);
    expect(await sessionAccount(db, out)).toBeUndefined();
    expect(await sessionAccount(db, kept)).toMatchObject({ id: account.id });
    await setPassword(db, account.id, 'another long password');
    expect(await sessionAccount(db, changed)).toBeUndefined();
    const last = await open();
    await changeAccount(db, account.id, { disabled: true });
    await changeAccount(db, account.id, { disabled: false });
    expect(await sessionAccount(db, last)).toBeUndefined();

    async function open(): Promise<string> {
      return (await openSession(db, account.id)).token;
    }
  });
});

async function expireIn(db: LedgerDb, accountId: string, seconds: number): Promise<void> {
  await db
    .updateTable('session')
    .set({ expiresAt: sql<string>`clock_timestamp() + make_interval(secs => ${seconds})` })
    .where('accountId', '=', accountId)
    .execute();
}
