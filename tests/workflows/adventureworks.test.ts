import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adventureWorks, adventureWorksData, hasAdventureWorks } from '../harness/adventureworks.ts';
import { fewKpis } from '../harness/few-kpis.ts';
import { type House, openHouse } from '../harness/house.ts';
import { payMarts } from '../harness/part-of-product.ts';

const name = hasAdventureWorks
  ? 'AdventureWorks from PostgreSQL to the marts'
  : `AdventureWorks (skipped: no ${adventureWorksData}; set YARDSTICK_SHARED)`;

describe.skipIf(!hasAdventureWorks)(name, () => {
  let house: House;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yardstick-adventureworks-'));
    const ends = [...payMarts, 'mart.kpi_monthly', 'mart.sales_daily', 'fct.target'] as const;
    house = await openHouse((postgresUrl) => adventureWorks(postgresUrl, folder), {
      declared: fewKpis(),
      ends,
    });
  }, 300_000);
  afterAll(async () => {
    await house.stop();
    rmSync(folder, { recursive: true });
  });

  /** What the source itself answers. */
  async function asked<Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]> {
    const url = new URL(house.postgresUrl);
    url.pathname = '/adventureworks';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }
  const rows = <Row>(sql: string) => house.context.warehouse.rows<Row>(sql);

  it('loads everything once', { timeout: 600_000 }, async () => {
    const result = await house.run();
    expect(await house.problems()).toEqual(['']);
    expect(result).toMatchObject({ status: 'succeeded', summary: { assetsFailed: 0, release: 1 } });
    const [totals] = await rows(`SELECT toUInt32(uniqExact(order_no)) AS orders, toUInt32(count()) AS lines,
      toString(round(sum(net_base), 2)) AS net FROM fct.order_event`);
    expect(totals).toEqual({ orders: 31455, lines: 121253, net: '109809274.2' });
  });

  it('agrees with PostgreSQL for every month and salesperson', async () => {
    const headers = await asked(
      `SELECT to_char(date_trunc('month', order_date), 'YYYY-MM-DD') AS month,
         coalesce(sales_person_id::text, 'unassigned') AS rep, trim_scale(round(sum(sub_total), 4))::text AS net
       FROM sales.sales_order_header GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    const answered =
      await rows(`SELECT toString(month) AS month, employee_id AS rep, toString(round(numerator, 4)) AS net
      FROM mart.kpi_monthly WHERE kpi = 'net_sales' ORDER BY month, rep`);
    expect(answered).toEqual(headers);
  });

  it('reaches each quota as far as PostgreSQL says', async () => {
    const quotas = await asked(
      `SELECT quota.sales_person_id::text AS rep, quota.quota_date::date::text AS since,
         round(coalesce(sum(header.sub_total), 0) / max(quota.sales_quota), 8)::text AS attained
       FROM sales.sales_person_quota_history AS quota
       LEFT JOIN sales.sales_order_header AS header ON header.sales_person_id = quota.sales_person_id
         AND header.order_date >= quota.quota_date AND header.order_date < quota.quota_date + interval '3 months'
       GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    const answered = await rows(
      `SELECT target.employee_id AS rep, toString(target.period_start) AS since,
         toDecimalString(round(toDecimal256(sum(sold.net_sales), 20) / any(target.value), 8), 8) AS attained
       FROM fct.target AS target
       LEFT JOIN mart.sales_daily AS sold ON sold.employee_id = target.employee_id
         AND sold.business_date >= target.period_start AND sold.business_date < target.period_end
       GROUP BY rep, since ORDER BY rep, since`,
    );
    expect(quotas).toHaveLength(163);
    expect(answered).toEqual(quotas);
  });

  it('pays each salesperson the commission that PostgreSQL computes, to the cent', async () => {
    const commissions = await asked(
      `SELECT to_char(order_date, 'YYYY"Q"Q') AS period, seller.sales_person_id::text AS rep,
         round(sum(sub_total), 2)::text AS net, round(sum(sub_total) * max(seller.commission_pct), 2)::text AS commission
       FROM sales.sales_order_header AS header
       JOIN sales.sales_person AS seller ON seller.sales_person_id = header.sales_person_id
       WHERE seller.commission_pct > 0 AND EXISTS (
         SELECT FROM sales.sales_territory_history AS history
         WHERE history.sales_person_id = seller.sales_person_id
           AND history.start_date < date_trunc('quarter', order_date) + interval '3 months'
           AND coalesce(history.end_date, 'infinity') >= date_trunc('quarter', order_date))
       GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    expect(commissions).toHaveLength(146);
    const answered = await rows(
      `SELECT period_id AS period, employee_id AS rep, toDecimalString(net_sales, 2) AS net,
         toDecimalString(commission_earned, 2) AS commission
       FROM mart.commission_statement
       WHERE part = 'rep' AND net_sales != 0 AND plan_id != 'rate 0' ORDER BY period, rep`,
    );
    expect(answered).toEqual(commissions);
  });

  it('rebuilds nothing when nothing has changed', { timeout: 300_000 }, async () => {
    const result = await house.run();
    expect(result.summary).toMatchObject({ rowsNew: 0, monthsRebuilt: 0, assetsBuilt: 0, assetsKept: 0 });
    expect(result.summary.release).toBeUndefined();
  });
});
