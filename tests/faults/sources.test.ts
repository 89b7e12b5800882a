import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { holdUps } from '../../cli/runtime/hold-ups.ts';
import { advanceSampleCompany } from '../../demo/sources/advance.ts';
import { openAlerts } from '../../ledger/alert.ts';
import { acquireLease, isHeld, releaseLease } from '../../ledger/lease.ts';
import { publishedPartitions } from '../../ledger/partition.ts';
import { planOf } from '../../ledger/plan.ts';
import { latestRuns } from '../../ledger/run.ts';
import { slicesOf } from '../../ledger/slice.ts';
import { type CompanyHouse, openCompanyHouse } from '../harness/company-house.ts';
import type { House } from '../harness/house.ts';
import type { ServedCompany } from '../harness/sample-company.ts';

const query = '/services/data/v66.0/query';

describe('a source that misbehaves', { timeout: 600_000 }, () => {
  let opened: CompanyHouse;
  let house: House;
  let served: ServedCompany;

  beforeAll(async () => {
    opened = await openCompanyHouse();
    ({ house, served } = opened);
    expect(await house.run()).toMatchObject({ status: 'succeeded' });
  }, 600_000);
  afterAll(() => opened?.stop());

  const tomorrow = () => advanceSampleCompany({ postgresUrl: house.postgresUrl, days: 1 });
  const total = async () =>
    (
      await house.context.warehouse.rows(
        `SELECT count() AS orders, sum(net_base) AS net FROM fct.order_event`,
      )
    )[0];
  const alerts = async (subject: string) =>
    (await openAlerts(house.context.db)).filter((each) => each.subject === subject);
  /** Newest release that changed anything of an asset. */
  const releaseOf = async (asset: string) => {
    const months = (await publishedPartitions(house.context.db, [asset])).get(asset) ?? [];
    return Math.max(...months.map(({ release }) => release));
  };
  async function forgetFaults(): Promise<void> {
    const headers = { authorization: 'Bearer test control' };
    const answer = await fetch(served.company.urls.faults, { method: 'DELETE', headers });
    expect(answer.ok).toBe(true);
  }
  async function inDatabase(name: string, sql: string): Promise<void> {
    const url = new URL(house.postgresUrl);
    url.pathname = `/${name}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }

  it('is asked again when it throttles, fails, breaks a reply off or no longer takes the token', async () => {
    await tomorrow();
    for (const kind of ['throttle', 'throttle_silent', 'server_error', 'truncated', 'expired_token'])
      await served.fault({ path: query, kind });
    const result = await house.run();
    expect(await house.problems()).toEqual(['']);
    expect(result).toMatchObject({ status: 'succeeded', summary: { assetsFailed: 0 } });
    expect(result.summary.rowsNew).toBeGreaterThan(0);
  });

  it('is told of while it is tried again, and so is whoever waits for another run', async () => {
    await tomorrow();
    await served.fault({ path: query, kind: 'server_error', count: 100_000 });
    const [first] = house.context.project.streams;
    const subject = `${first?.source}.${first?.stream}`;
    const other = { key: `stream:${subject}`, holder: 'run of another house', ttlSeconds: 600 };
    const lease = await acquireLease(house.context.db, other);
    if (isHeld(lease)) throw new Error('Nobody else reads here.');
    const running = house.run();
    await vi.waitFor(
      async () => {
        const [run] = await latestRuns(house.context.db, 1);
        const found = await holdUps(house.client, run?.workflowId ?? '');
        expect(found).toContainEqual({ subject, waitingFor: other.holder });
        expect(found).toContainEqual({
          ...{
            subject: expect.stringMatching(/^crm\./),
            failed: expect.any(Number),
            nextAt: expect.any(Date),
          },
          problem: expect.stringMatching(/answered with status 500\..*\[SOURCE_BAD_RESPONSE\]/),
        });
      },
      { timeout: 120_000, interval: 100 },
    );
    await forgetFaults();
    await releaseLease(house.context.db, lease);
    expect(await running).toMatchObject({ status: 'succeeded' });
  });

  it.each([
    ['removed_field', 'Salesforce answered INVALID_FIELD about Amount.'],
    ['changed_type', 'The field Amount came in another form than decimal.'],
  ])(
    'has a broken contract after %s: its stream fails with advice, all others go on',
    async (kind, happened) => {
      await tomorrow();
      const before = await total();
      await served.fault({ path: query, kind, field: 'Amount', count: 100_000 });
      const result = await house.run();
      await forgetFaults();
      expect(result).toMatchObject({ status: 'partial', summary: { assetsFailed: 0 } });
      const [run] = await latestRuns(house.context.db, 1);
      expect(run?.error).toMatch(/crm\.Opportunity \S+/);
      expect(run?.error).toContain(happened);
      expect(run?.error).toContain('Compare the stream with `yardstick sources`');
      expect(run?.error).not.toMatch(/erp\.|social\./);
      expect(await total()).not.toEqual(before);
      expect(await alerts('crm.Opportunity')).toMatchObject([{ kind: 'stream failed' }]);
    },
  );

  it('fails a blocking check: the last good release stays, what depends on it is withheld, the rest is published', async () => {
    await tomorrow();
    await inDatabase(
      'sample_social',
      `INSERT INTO social.post
       SELECT id + 1000000, created_at, deleted, replace(body::text, id::text, (id + 1000000)::text)::json
       FROM social.post ORDER BY id DESC LIMIT 1`,
    );
    const before = await total();
    await inDatabase(
      'sample_erp',
      `UPDATE erp.sales_order SET currency = 'ZAR', updated_at = (SELECT max(updated_at) FROM erp.sales_order) + interval '1 second'
      WHERE order_no = (SELECT max(order_no) FROM erp.sales_order
        WHERE currency = 'CNY' AND confirmed_at IS NOT NULL AND cancelled_at IS NULL AND NOT is_deleted)`,
    );
    const result = await house.run();
    expect(result.status).toBe('partial');
    expect(await house.problems()).toContainEqual(
      expect.stringMatching(/^fct\.order_event failed: notNull\(fx_rate\)/),
    );
    expect(await total()).toEqual(before);
    const nodes = new Map(
      (await planOf(house.context.db, result.runId)).map(({ asset, status }) => [asset, status]),
    );
    expect(Object.fromEntries(nodes)).toMatchObject({
      ...{ 'fct.order_event': 'failed', 'stg.order': 'withheld' },
      ...{ 'mart.kpi_monthly': 'blocked', 'mart.sales_daily': 'blocked', 'mart.forecast_current': 'blocked' },
    });
    expect(await releaseOf('stg.social_post')).toBe(result.summary.release);
    expect(await releaseOf('stg.order')).toBeLessThan(result.summary.release ?? 0);
    const [alert] = await alerts('fct.order_event');
    expect(alert).toMatchObject({ kind: 'check failed', runId: result.runId });
    expect(alert?.message).toContain('Failing rows: SELECT');
  });

  it('is clean again once the row is mended, and the alarm ends', async () => {
    await inDatabase(
      'sample_erp',
      `UPDATE erp.sales_order SET currency = 'CNY', updated_at = updated_at + interval '1 second' WHERE currency = 'ZAR'`,
    );
    const before = await total();
    const result = await house.run();
    expect(await house.problems()).toEqual(['']);
    expect(result).toMatchObject({ status: 'succeeded', summary: { assetsFailed: 0 } });
    expect(await total()).not.toEqual(before);
    expect(await releaseOf('mart.kpi_monthly')).toBe(result.summary.release);
    for (const { state } of await slicesOf(house.context.db, 'crm', 'Opportunity'))
      expect(state).toBe('done');
    expect(await openAlerts(house.context.db)).toEqual([]);
  });
});
