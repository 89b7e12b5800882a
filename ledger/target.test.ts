import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../cli/answers/audit/verify.ts';
import { createAccount } from './account.ts';
import { appendAudit } from './audit.ts';
import type { LedgerDb } from './schema.ts';
import {
  approveTarget,
  counterTarget,
  type NewTarget,
  proposeTargets,
  rejectTarget,
  targetById,
  targetsInForce,
} from './target.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

const rep = 'rep@example.com';
const manager = 'manager@example.com';
const today = '2026-08-01';

const target: NewTarget = {
  ...{
    ownerKind: 'employee',
    owner: 'E7',
    kpi: 'sales',
    product: '',
    region: '',
    unit: 'CNY',
    value: '1000000',
  },
  ...{ periodStart: '2026-07-01', periodEnd: '2026-10-01', proration: 'none', ramp: '1' },
};

describe('targets', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  let db: LedgerDb;
  beforeAll(async () => {
    ledger = await testLedger();
    db = ledger.db;
  });
  afterAll(() => ledger.close());

  const propose = async (change: Partial<NewTarget> = {}, by = manager) => {
    const [written] = await proposeTargets(db, {
      targets: [{ ...target, ...change }],
      by,
      source: 'test.yaml',
    });
    if (written === undefined) throw new Error('nothing written');
    return written;
  };

  it('stand once in a file: the second would take the value of the first', async () => {
    const twice = { targets: [target, { ...target, value: '5' }], by: manager, source: 'test.yaml' };
    await expect(proposeTargets(db, twice)).rejects.toMatchObject({
      ...{ code: 'TARGET_REFUSED', subject: 'test.yaml' },
      message: expect.stringContaining('targets[1]: the same target stands above it.'),
    });
  });

  it('are proposed, answered and accepted by two people, each word a version', async () => {
    const first = await propose();
    await expect(approveTarget(db, { id: first.id, by: manager })).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
    });
    for (const email of [manager, 'manager.second@example.com'])
      await createAccount(db, {
        email,
        name: 'm',
        role: 'manager',
        employeeId: 'M1',
        password: 'correct horse',
      });
    // Another account is not another person.
    await expect(approveTarget(db, { id: first.id, by: 'manager.second@example.com' })).rejects.toMatchObject(
      {
        code: 'TARGET_REFUSED',
        message: expect.stringMatching(/is an account of M1, who has written it; somebody else decides\.$/),
      },
    );
    const answer = await counterTarget(db, {
      id: first.id,
      by: rep,
      value: '900000.50',
      reason: 'two have left',
    });
    expect(answer).toMatchObject({ version: 2, state: 'countered', value: '900000.50' });
    expect(await targetById(db, first.id)).toMatchObject({ state: 'superseded' });
    await expect(approveTarget(db, { id: first.id, by: rep })).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
    });
    expect(await targetsInForce(db, today)).toEqual([]);
    await approveTarget(db, { id: answer.id, by: manager });
    expect(await targetsInForce(db, today)).toMatchObject([
      { version: 2, value: '900000.50', decidedBy: manager },
    ]);
  });

  it('stay in force until the day of the next version, and without regard to what is only proposed', async () => {
    const later = await propose({ value: '950000' });
    expect(later.version).toBe(3);
    expect(await targetsInForce(db, today)).toMatchObject([{ version: 2 }]);
    await approveTarget(db, { id: later.id, by: rep, effectiveFrom: '2026-09-01' });
    expect(await targetsInForce(db, '2026-08-31')).toMatchObject([{ version: 2 }]);
    expect(await targetsInForce(db, '2026-09-01')).toMatchObject([{ version: 3, value: '950000' }]);
    const refused = await propose({ value: '1' });
    await rejectTarget(db, { id: refused.id, by: rep, reason: 'a slip' });
    expect(await targetsInForce(db, '2026-09-01')).toMatchObject([{ version: 3 }]);
  });

  it('of a locked period are not changed, and nothing of the file is stored', async () => {
    await sql`INSERT INTO ledger.release (release, run_id, state) VALUES (1, 'r', 'published')`.execute(db);
    await sql`INSERT INTO ledger.period_close (period, number, state, release, period_start, period_end, as_of,
        terms, input_digest, statement_digest, accepted, locked_by, locked_at)
      VALUES ('2026Q2', 1, 'locked', 1, '2026-04-01', '2026-07-01', '2026-06-30', '{}', '', '', '[]', 'x', now())`.execute(
      db,
    );
    const second = { ...target, owner: 'E8', periodStart: '2026-06-01', periodEnd: '2026-08-01' };
    const both = proposeTargets(db, {
      targets: [{ ...target, owner: 'E9' }, second],
      by: manager,
      source: 'q2.yaml',
    });
    await expect(both).rejects.toMatchObject({
      ...{ code: 'PERIOD_LOCKED', subject: 'q2.yaml' },
      message: expect.stringMatching(/^targets\[1\]: 2026Q2 is locked.*\(closed_period\)/),
    });
    const owners = await db.selectFrom('target').select('owner').distinct().execute();
    expect(owners).toEqual([{ owner: 'E7' }]);
    await sql`DELETE FROM ledger.period_close`.execute(db);
  });

  it('that somebody has changed past the chain are named, and nobody’s typing is taken for one', async () => {
    await appendAudit(db, {
      ...{ actor: 'nobody', action: 'portal.sign-in-refused', subject: 'target 1', detail: {} },
    });
    expect((await verify(db, undefined)).data).toMatchObject({ intact: true });
    await sql`UPDATE ledger.target SET value = '1' WHERE id = 1`.execute(db);
    expect(await verify(db, undefined)).toMatchObject({ failed: true, data: { subject: 'target 1' } });
  });
});
