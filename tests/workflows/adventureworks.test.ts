import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adventureWorks, adventureWorksData, hasAdventureWorks } from '../harness/adventureworks.ts';
import { type House, openHouse } from '../harness/house.ts';

const name = hasAdventureWorks
  ? 'AdventureWorks from PostgreSQL to the marts'
  : `AdventureWorks (skipped: no ${adventureWorksData}; set YARDSTICK_SHARED)`;

describe.skipIf(!hasAdventureWorks)(name, () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(adventureWorks);
  }, 300_000);
  afterAll(() => house.stop());

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
    const url = new URL(house.postgresUrl);
    url.pathname = '/adventureworks';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const asked = await client.query<{ month: string; rep: string; net: string }>(
      `SELECT to_char(date_trunc('month', order_date), 'YYYY-MM-DD') AS month,
         coalesce(sales_person_id::text, 'unassigned') AS rep, trim_scale(round(sum(sub_total), 4))::text AS net
       FROM sales.sales_order_header GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    await client.end();
    const answered =
      await rows(`SELECT toString(month) AS month, employee_id AS rep, toString(round(numerator, 4)) AS net
      FROM mart.kpi_monthly WHERE kpi = 'net_sales' ORDER BY month, rep`);
    expect(answered).toEqual(asked.rows);
  });

  it('rebuilds nothing when nothing has changed', { timeout: 300_000 }, async () => {
    const result = await house.run();
    expect(result.summary).toMatchObject({ rowsNew: 0, monthsRebuilt: 0, assetsBuilt: 0, assetsKept: 0 });
    expect(result.summary.release).toBeUndefined();
  });
});
