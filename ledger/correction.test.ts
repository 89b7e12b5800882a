import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../cli/answers/audit/verify.ts';
import { latestAudit } from './audit.ts';
import { correctionsOf, type FoundWrong, recordCorrections } from './correction.ts';
import { waiveCorrection } from './correction-waiver.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';
import { atomically } from './transaction.ts';

const wrong = (subject: string, more: Partial<FoundWrong> = {}): FoundWrong => ({
  ...{ kind: 'row', source: 'erp', entity: 'order', subject, rule: 'customer_id is missing' },
  ...{ evidence: { order_no: subject }, owner: 'E1', ownerKind: 'owner', teamId: 'T1', region: '' },
  ...more,
});

describe('the queue of corrections', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await testLedger();
  });
  afterAll(() => ledger.close());

  const look = (today: string, dueOn: string, ...found: FoundWrong[]) =>
    atomically(ledger.db, (trx) => recordCorrections(trx, found, { today, dueOn }));
  const items = async () =>
    (await correctionsOf(ledger.db)).map(({ subject, state, times, dueOn, owner }) => [
      ...[subject, state, times, dueOn, owner],
    ]);

  it('closes what was mended and nothing else, and opens it once more when it breaks again', async () => {
    expect(await look('2026-08-03', '2026-08-06', wrong('O1'), wrong('O2'), wrong('O3'))).toEqual({
      ...{ opened: 3, corrected: 0 },
    });
    // What is known keeps its day and follows its owner.
    const handedOver = wrong('O2', { owner: 'E2' });
    expect(await look('2026-08-04', '2026-08-07', handedOver, wrong('O3'))).toEqual({
      opened: 0,
      corrected: 1,
    });
    expect(await items()).toEqual([
      ['O1', 'corrected', 1, '2026-08-06', 'E1'],
      ['O2', 'open', 1, '2026-08-06', 'E2'],
      ['O3', 'open', 1, '2026-08-06', 'E1'],
    ]);
    expect(await look('2026-08-05', '2026-08-10', wrong('O1'), handedOver, wrong('O3'))).toEqual({
      ...{ opened: 1, corrected: 0 },
    });
    expect((await items()).at(-1)).toEqual(['O1', 'open', 2, '2026-08-10', 'E1']);
  });

  it('leaves out what was waived until that breaks again, and keeps the waiver in the audit chain', async () => {
    const [item] = await correctionsOf(ledger.db, { state: 'open', owners: ['E2'] });
    if (item === undefined) throw new RangeError('E2 has no item');
    const { id } = item;
    const by = 'analyst@example.com';
    const rights = { employeeId: null, people: 'all', sources: [] } as const;
    await expect(waiveCorrection(ledger.db, { id, reason: ' ', by, rights })).rejects.toMatchObject({
      code: 'CORRECTION_REFUSED',
    });
    await expect(waiveCorrection(ledger.db, { id: 999, reason: 'x', by, rights })).rejects.toMatchObject({
      code: 'CORRECTION_UNKNOWN',
    });
    const own = { ...rights, employeeId: 'E2' };
    await expect(waiveCorrection(ledger.db, { id, reason: 'mine', by, rights: own })).rejects.toMatchObject({
      ...{ code: 'CORRECTION_REFUSED', subject: String(id) },
    });
    expect(await latestAudit(ledger.db, 1, `correction ${id}`)).toMatchObject([
      { actor: by, action: 'correction waiver refused', detail: { owner: 'E2' } },
    ]);
    await waiveCorrection(ledger.db, { id, reason: 'a test order', by, rights });
    await expect(waiveCorrection(ledger.db, { id, reason: 'again', by, rights })).rejects.toThrow(
      'It is waived already, by analyst@example.com.',
    );
    await look('2026-08-06', '2026-08-11', wrong('O1'), wrong('O2'), wrong('O3'));
    expect(await correctionsOf(ledger.db, { state: 'waived' })).toMatchObject([
      { subject: 'O2', state: 'waived', waivedBy: by, waivedReason: 'a test order' },
    ]);
    expect(await correctionsOf(ledger.db, { state: 'open', dueBefore: '2026-08-10' })).toMatchObject([
      { subject: 'O3' },
    ]);
    await look('2026-08-07', '2026-08-12', wrong('O1'), wrong('O3'));
    await expect(waiveCorrection(ledger.db, { id, reason: 'late', by, rights })).rejects.toThrow(
      'It has been corrected.',
    );
    await look('2026-08-10', '2026-08-13', wrong('O1'), wrong('O2'), wrong('O3'));
    expect((await items()).at(-1)).toEqual(['O2', 'open', 2, '2026-08-13', 'E1']);
    expect((await verify(ledger.db, undefined)).failed).toBeUndefined();
    await sql`UPDATE ledger.correction_waiver SET times = 2`.execute(ledger.db);
    expect(await verify(ledger.db, undefined)).toMatchObject({
      data: { problem: 'correction waiver 1 is not what the chain says of it' },
    });
  });

  it('keeps rows as they are behind an item of many, until they are told one by one again', async () => {
    const refused = (kind: 'row' | 'rows', subject: string, owner: string) =>
      wrong(subject, { kind, owner, entity: 'refund', rule: 'amount is missing' });
    const known = [wrong('O1'), wrong('O2', { owner: 'E2' }), wrong('O3')];
    const refunds = async () =>
      (await items()).filter(([subject]) => subject === '' || String(subject).startsWith('R'));
    await look('2026-08-05', '2026-08-10', ...known, refused('row', 'R1', 'E1'), refused('row', 'R2', 'E2'));
    const many = await look('2026-08-05', '2026-08-20', ...known, refused('rows', '', 'steward'));
    expect(many).toEqual({ opened: 1, corrected: 0 });
    expect(await refunds()).toEqual([['', 'open', 1, '2026-08-20', 'steward']]);
    // R2 was put right among the many.
    const few = await look('2026-08-06', '2026-08-21', ...known, refused('row', 'R1', 'E1'));
    expect(few).toEqual({ opened: 0, corrected: 2 });
    expect(await refunds()).toEqual([
      ['R1', 'open', 1, '2026-08-10', 'E1'],
      ['R2', 'corrected', 1, '2026-08-10', 'E2'],
      ['', 'corrected', 1, '2026-08-20', 'steward'],
    ]);
    expect(await look('2026-08-06', '2026-08-21', ...known)).toEqual({ opened: 0, corrected: 1 });
  });
});
