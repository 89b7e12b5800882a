import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAlerts, raiseAlert, resolveAlerts } from './alert.ts';
import { checksOf, recordCheck } from './check.ts';
import { quarantineOf, recordQuarantine } from './quarantine.ts';
import type { LedgerDb } from './schema.ts';
import { type TestLedger, testLedger } from './test-ledger.ts';

describe('quality', { timeout: 120_000 }, () => {
  let ledger: TestLedger;
  let db: LedgerDb;
  beforeAll(async () => {
    ledger = await testLedger();
    db = ledger.db;
  });
  afterAll(() => ledger.close());

  it('keeps one result per check of a version, the last one', async () => {
    const check = {
      runId: 'r1',
      asset: 'fct.order_event',
      version: 7,
      name: 'unique(order_no)',
      blocking: true,
    };
    await recordCheck(db, { ...check, passed: false, observed: '3', expected: '0', query: 'SELECT 1' });
    await recordCheck(db, { ...check, passed: true, observed: '0', expected: '0' });
    await recordCheck(db, { ...check, runId: 'r2', passed: true });
    expect(await checksOf(db, { runId: 'r1' })).toMatchObject([{ passed: true, observed: '0', query: null }]);
    expect(await checksOf(db, { asset: 'fct.order_event' })).toHaveLength(2);
    expect(await checksOf(db, { runId: 'r1', asset: 'dim.customer' })).toEqual([]);
  });

  it('counts quarantined rows by rule', async () => {
    await recordQuarantine(db, { asset: 'stg.order_line', version: 7, rule: 'no date', rows: 5 });
    await recordQuarantine(db, { asset: 'stg.order_line', version: 7, rule: 'no date', rows: 4 });
    await recordQuarantine(db, { asset: 'stg.order_line', version: 8, rule: 'no date', rows: 1 });
    const counts = await quarantineOf(db, { asset: 'stg.order_line' });
    expect(counts.map((it) => [it.version, it.rows])).toEqual([
      [8, 1],
      [7, 4],
    ]);
  });

  it('has one open alert per kind and subject, and a new one after it was resolved', async () => {
    const alert = { kind: 'check failed', subject: 'fct.order_event', message: 'first' } as const;
    const raised = await Promise.all(Array.from({ length: 5 }, () => raiseAlert(db, alert)));
    expect(raised.filter((it) => it.times === 1)).toHaveLength(1);
    await raiseAlert(db, { ...alert, message: 'latest', runId: 'r2' });
    await raiseAlert(db, { ...alert, kind: 'run late' });
    expect(await openAlerts(db)).toMatchObject([
      { kind: 'run late' },
      { kind: 'check failed', times: 6, message: 'latest', runId: 'r2' },
    ]);
    expect(await resolveAlerts(db, {})).toBe(0);
    expect(await resolveAlerts(db, { kind: 'check failed', subject: 'fct.order_event' })).toBe(1);
    expect(await openAlerts(db)).toHaveLength(1);
    expect(await raiseAlert(db, alert)).toMatchObject({ times: 1 });
  });
});
