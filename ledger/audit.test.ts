import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendAudit, latestAudit, verifyAudit } from './audit.ts';
import type { LedgerDb } from './schema.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

describe('the audit chain', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  let db: LedgerDb;
  beforeAll(async () => {
    ledger = await testLedger();
    db = ledger.db;
  });
  afterAll(() => ledger.close());
  beforeEach(() => tamper(db, sql`DELETE FROM ledger.audit`));

  it('holds through concurrent writers', async () => {
    const entries = Array.from({ length: 30 }, (_, n) => appendAudit(db, changedTarget(n)));
    await Promise.all(entries);
    expect(await verifyAudit(db)).toMatchObject({ intact: true, rows: 30 });
    expect((await latestAudit(db, 2)).map((it) => it.sequence)).toEqual([30, 29]);
  });

  it('hashes any JSON the same before and after it has been stored', async () => {
    const detail = {
      z: 1,
      a: [1.5, 1e21, 1e-7, -0, '标尺 "quoted"'],
      nested: { b: null, a: undefined },
      at: new Date(0),
    };
    await appendAudit(db, { ...changedTarget(1), detail });
    await appendAudit(db, { ...changedTarget(2), detail: ['a list'] });
    await appendAudit(db, { ...changedTarget(3), detail: undefined });
    expect(await verifyAudit(db)).toMatchObject({ intact: true, rows: 3 });
  });

  it('falls with the transaction that it describes', async () => {
    const change = db.transaction().execute(async (trx) => {
      await appendAudit(trx, changedTarget(1));
      throw new Error('the change failed');
    });
    await expect(change).rejects.toThrow('the change failed');
    expect(await verifyAudit(db)).toMatchObject({ intact: true, rows: 0 });
  });

  it('refuses changes by ordinary statements', async () => {
    await appendAudit(db, changedTarget(1));
    await expect(sql`UPDATE ledger.audit SET actor = 'x'`.execute(db)).rejects.toThrow('append-only');
    await expect(sql`TRUNCATE ledger.audit`.execute(db)).rejects.toThrow('append-only');
  });

  it.each([
    ['a changed detail', sql`UPDATE ledger.audit SET detail = '{"amount": "9"}' WHERE sequence = 3`, 3],
    ['a changed actor', sql`UPDATE ledger.audit SET actor = 'nobody' WHERE sequence = 2`, 2],
    ['a changed instant', sql`UPDATE ledger.audit SET at = at - interval '1 second' WHERE sequence = 4`, 4],
    ['a removed row', sql`DELETE FROM ledger.audit WHERE sequence = 2`, 2],
    ['a removed beginning', sql`DELETE FROM ledger.audit WHERE sequence < 3`, 1],
    [
      'a row put in with a hash of its own',
      sql`UPDATE ledger.audit SET actor = 'x', hash = repeat('0', 64) WHERE sequence = 5`,
      5,
    ],
  ])('detects %s at its row', async (_, change, sequence) => {
    for (let n = 1; n <= 5; n += 1) await appendAudit(db, changedTarget(n));
    await tamper(db, change);
    expect(await verifyAudit(db)).toMatchObject({ intact: false, sequence });
  });

  it('shows by its head that rows were cut off the end', async () => {
    for (let n = 1; n <= 3; n += 1) await appendAudit(db, changedTarget(n));
    const before = await verifyAudit(db);
    await tamper(db, sql`DELETE FROM ledger.audit WHERE sequence = 3`);
    const after = await verifyAudit(db);
    if (!before.intact || !after.intact) throw new Error('broken');
    expect(after.head).not.toBe(before.head);
  });
});

function changedTarget(n: number) {
  return {
    actor: 'account 7',
    action: 'target changed',
    subject: `target ${n}`,
    detail: { amount: `${n}.00` },
  };
}

/** What somebody with full rights over the database could do. */
async function tamper(db: LedgerDb, statement: ReturnType<typeof sql>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`ALTER TABLE ledger.audit DISABLE TRIGGER audit_append_only`.execute(trx);
    await statement.execute(trx);
    await sql`ALTER TABLE ledger.audit ENABLE TRIGGER audit_append_only`.execute(trx);
  });
}
