import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../cli/answers/audit/verify.ts';
import { ownRows } from '../cli/runtime/own-rows.ts';
import type { LedgerDb } from './schema.ts';
import { decideSuspicion, decisionsOf, type NewSuspicionDecision } from './suspicion.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

const suspicion: NewSuspicionDecision = {
  ...{ suspicionId: 'wash_order:W1', state: 'cleared', evidenceHash: 'aa', employeeId: 'E1' },
  ...{ subjectKind: 'order', concerns: ['W1'] },
  ...{ reason: 'asked the customer', by: 'hr@example.com', concernedPeople: ['E1', 'E2'] },
  ...{ managers: ['M1', 'D1'], deciderId: 'E9' },
};

describe('decisions about suspicions', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  let db: LedgerDb;
  beforeAll(async () => {
    ledger = await testLedger();
    db = ledger.db;
  });
  afterAll(() => ledger.close());

  it('are refused to everybody whom they concern, and without a reason', async () => {
    const own = decideSuspicion(db, { ...suspicion, deciderId: 'E2' });
    await expect(own).rejects.toMatchObject({
      code: 'SUSPICION_REFUSED',
      message: 'It concerns E2, who is hr@example.com.',
    });
    await expect(decideSuspicion(db, { ...suspicion, reason: ' ' })).rejects.toMatchObject({
      code: 'SUSPICION_REFUSED',
    });
    expect(await decisionsOf(db, 'wash_order:W1')).toEqual([]);
  });

  it('are versions, of which the newest is read by the next run', async () => {
    await decideSuspicion(db, suspicion);
    await expect(decideSuspicion(db, suspicion)).rejects.toThrow('It is cleared already, by hr@example.com.');
    await decideSuspicion(db, { ...suspicion, state: 'confirmed', deciderId: null });
    await decideSuspicion(db, { ...suspicion, evidenceHash: 'bb', state: 'reopened' });
    const states = (await decisionsOf(db, 'wash_order:W1')).map(({ version, state }) => [version, state]);
    expect(states).toEqual([
      [1, 'cleared'],
      [2, 'confirmed'],
      [3, 'reopened'],
    ]);
    expect(await ownRows(db, 'suspicion_decision', '2026-08-01')).toMatchObject([
      { suspicion_id: 'wash_order:W1', state: 'reopened', evidence_hash: 'bb', concerns: ['W1'] },
    ]);
  });

  it('give no credit by whoever manages somebody concerned, who may take it away', async () => {
    const own = { ...suspicion, suspicionId: 'wash_order:W2', deciderId: 'D1' };
    await expect(decideSuspicion(db, own)).rejects.toMatchObject({
      code: 'SUSPICION_REFUSED',
      message: 'It concerns people whom D1 manages, who is hr@example.com.',
    });
    await decideSuspicion(db, { ...own, state: 'confirmed' });
    await expect(decideSuspicion(db, { ...own, state: 'reopened' })).rejects.toThrow('whom D1 manages');
  });

  it('are there before they are taken back', async () => {
    const open = { ...suspicion, suspicionId: 'wash_order:W3' };
    await expect(decideSuspicion(db, { ...open, state: 'reopened' })).rejects.toThrow(
      'Nobody has decided it.',
    );
    await decideSuspicion(db, open);
    await decideSuspicion(db, { ...open, state: 'reopened' });
    const again = decideSuspicion(db, { ...open, state: 'reopened', evidenceHash: 'cc' });
    await expect(again).rejects.toThrow('Nobody has decided it.');
  });

  it('stand in the audit chain: what is changed past it shows', async () => {
    expect((await verify(db, undefined)).failed).toBeUndefined();
    await sql`UPDATE ledger.suspicion_decision SET state = 'cleared' WHERE version = 2`.execute(db);
    expect(await verify(db, undefined)).toMatchObject({
      failed: true,
      data: { problem: 'suspicion decision 2 is not what the chain says of it' },
    });
  });
});
