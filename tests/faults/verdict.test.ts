import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAlerts } from '../../ledger/alert.ts';
import { currentRelease } from '../../ledger/release.ts';
import type { AssetKey } from '../../models/kit/key.ts';
import { expireLeases } from './paused-context.ts';
import type { Site } from './site.ts';
import { contradictions, stateOf } from './site-state.ts';
import { openFilledStage, type Stage } from './stage.ts';

describe('a version that breaks a blocking check', () => {
  let stage: Stage;
  let site: Site;
  let runs = 0;

  beforeAll(async () => {
    stage = await openFilledStage(['verdict']);
    const [only] = stage.sites;
    if (only === undefined) throw new Error('A site was asked for.');
    site = only;
    // No rate is known for it, and an event without a rate is refused.
    await stage.shop.query(`
      INSERT INTO shop.sales_order VALUES ('BAD', 'C1', 'E1', 'ZAR', '2026-02-03 04:00Z', false, '2026-06-01 00:00Z');
      INSERT INTO shop.sales_order_line VALUES ('BAD', 1, 'P1', 1, 10, '2026-06-01 00:00Z')`);
  }, 180_000);
  afterAll(() => stage?.stop());

  /** Killed while it builds `faultAt`, then run to its end: nothing of it may be seen. */
  async function refusedAfterKill(fault: string, faultAt: AssetKey): Promise<void> {
    runs += 1;
    const before = await stateOf(site.context);
    const request = { runId: `bad ${runs}`, faultAt };
    const killed = await site.runApart(request, { fault });
    expect(killed.signal, killed.output).toBe('SIGKILL');
    await expireLeases(site.context.db);
    const ended = await site.run(request);
    expect(ended.problems.join('\n')).toContain('fct.order_event: notNull(fx_rate)');
    expect(ended.nodes).toMatchObject({ 'fct.order_event': 'failed', 'mart.sales_daily': 'blocked' });
    const { views, published } = await stateOf(site.context);
    expect({ views, published }).toEqual({ views: before.views, published: before.published });
    expect(await currentRelease(site.context.db)).toMatchObject({ release: 1 });
    expect(await contradictions(site.context)).toEqual([]);
  }

  it('is refused when the process dies before it has told so', { timeout: 120_000 }, async () => {
    await refusedAfterKill('build.recorded', 'fct.order_event');
    expect(await openAlerts(site.context.db)).toContainEqual(
      expect.objectContaining({ kind: 'check failed', subject: 'fct.order_event' }),
    );
  });

  it('withholds what it was made from, also what an earlier attempt had built', {
    timeout: 120_000,
  }, async () => {
    await refusedAfterKill('build.recorded', 'stg.order__shop');
  });

  it('is replaced by a good one once the source is mended', { timeout: 120_000 }, async () => {
    await stage.shop.query(`
      UPDATE shop.sales_order SET currency = 'CNY', updated_at = '2026-06-01 01:00Z' WHERE order_no = 'BAD'`);
    const mended = await site.run({ runId: 'mended' });
    expect(mended).toMatchObject({ problems: [], nodes: { 'fct.order_event': 'built' } });
    const rows = await site.context.warehouse.rows(
      `SELECT line_no FROM fct.order_event WHERE order_no = 'BAD'`,
    );
    expect(rows).toEqual([{ line_no: 1 }]);
  });
});
