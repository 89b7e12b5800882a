import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPages } from '../../activities/verify-pages.ts';
import { verifyVersions } from '../../activities/verify-versions.ts';
import { openAlerts } from '../../ledger/alert.ts';
import type { Site } from './site.ts';
import { disagreements } from './site-state.ts';
import { openFilledPair, type Pair } from './stage.ts';

/** A power cut can take rows that the engine had acknowledged; here they are taken by hand. */
describe('a warehouse that lost acknowledged rows', { timeout: 240_000 }, () => {
  let pair: Pair;
  let site: Site;
  let control: Site;

  beforeAll(async () => {
    pair = await openFilledPair();
    ({ site, control } = pair);
  }, 180_000);
  afterAll(() => pair?.stop());

  const alerts = async () =>
    (await openAlerts(site.context.db)).map(({ kind, subject }) => `${kind} ${subject}`);
  const take = (sql: string) => site.context.warehouse.command(sql);

  async function sameAsControl(): Promise<void> {
    expect(await disagreements(site, control)).toEqual([]);
  }

  it('finds nothing when nothing is lost', async () => {
    expect(await verifyPages(site.context)).toEqual([]);
    expect(await verifyVersions(site.context)).toBe(0);
  });

  it('tells of lost months of a version and builds them again', async () => {
    await take(
      "ALTER TABLE store.fct_order_event DELETE WHERE _month = '2026-02-01' SETTINGS mutations_sync = 1",
    );
    await take('TRUNCATE TABLE store.mart_sales_daily');
    expect(await verifyVersions(site.context)).toBeGreaterThan(1);
    expect(await alerts()).toEqual(['run failed warehouse']);
    const { problems, nodes } = await site.run({ runId: 'second' });
    expect([problems, nodes['fct.order_event'], nodes['mart.sales_daily']]).toEqual([[], 'built', 'built']);
    expect(await alerts()).toEqual([]);
    await sameAsControl();
  });

  it('builds an asset that is made in one piece again when one of its months is lost', async () => {
    await take(
      "ALTER TABLE store.stg_order__shop DELETE WHERE _month = '2026-02-01' SETTINGS mutations_sync = 1",
    );
    expect(await verifyVersions(site.context)).toBe(1);
    const { problems, nodes } = await site.run({ runId: 'whole' });
    expect([problems, nodes['stg.order__shop']]).toEqual([[], 'built']);
    await sameAsControl();
  });

  it('reads lost pages again', async () => {
    await pair.shop.change(1);
    for (const each of [site, control]) expect((await each.run({ runId: 'third' })).problems).toEqual([]);
    await take(
      `ALTER TABLE raw.shop__sales_order DELETE WHERE _page = (SELECT _page FROM raw.shop__sales_order LIMIT 1)
       SETTINGS mutations_sync = 1`,
    );
    expect((await verifyPages(site.context)).length).toBeGreaterThan(0);
    expect((await site.run({ runId: 'fourth' })).problems).toEqual([]);
    await sameAsControl();
  });
});
