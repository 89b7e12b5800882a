import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fctOrderCredit } from '../../models/fct/order-credit.ts';
import { fctSuspicion } from '../../models/fct/suspicion.ts';
import { reversedOrder } from '../../models/quality/reversed-order.ts';
import type { SuspicionRule } from '../../models/quality/rule.ts';
import { washOrder } from '../../models/quality/rules/wash-order.ts';
import { warehouseAssets } from '../../models/warehouse.ts';
import { assetNamed as asset, type Bench, openBench } from '../bench.ts';

let bench: Bench;

/** Numbers between 0 and 1, the same ones every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const random = seeded(11);
const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
/** Some hundred cancelled orders of four customers, many of them for amounts that lie exactly as far apart as may be. */
const orders = Array.from({ length: 600 }, (_, n) => {
  const booked = Math.floor(random() * 100);
  const base = [1000, 1010, 1300, 20_000, 20_200, 26_000][Math.floor(random() * 6)] ?? 0;
  const amount = random() < 0.5 ? base : Math.round(base * (1 + random()) * 100) / 100;
  return {
    no: `O${n}`,
    customer: `C${Math.floor(random() * 4)}`,
    booked,
    back: booked + Math.floor(random() ** 2 * 45),
    amount,
  };
});

beforeAll(async () => {
  bench = await openBench();
  for (const one of warehouseAssets({ sources: [], precedence: [] }))
    if (one.compute.kind !== 'fn') await bench.give(one, []);
  await bench.give(
    asset('stg.order'),
    orders.map(({ no, customer, booked, back }) => ({
      ...{
        order_no: no,
        customer_id: customer,
        currency: 'CNY',
        dq_status: 'ok',
        source: 'erp',
        status: 'cancelled',
      },
      ...{ business_date: day(booked), booked_at: `${day(booked)} 04:00:00` },
      ...{ cancelled_on: day(back), cancelled_at: `${day(back)} 04:00:00` },
    })),
  );
  await bench.give(
    asset('stg.order_line'),
    orders.map(({ no, booked, amount }) => ({
      ...{
        order_no: no,
        line_no: 1,
        net_amount: amount.toFixed(2),
        business_date: day(booked),
        source: 'erp',
      },
    })),
  );
  await bench.give(asset('dim.fx_rate'), [
    { currency: 'CNY', rate: '1', valid_from: '1970-01-01', valid_to: '2299-12-31' },
  ]);
  await bench.build(fctOrderCredit);
}, 120_000);
afterAll(() => bench.stop());

/** The same rings by comparing each order of a customer with each. */
const everyPair = (limit: (name: string) => string) => `
    unpaid AS (
        SELECT company, groupArray((order_no, booked_on, net_base, customer_id, employee_id, arrayMap(r -> r.3, reversals), document)) AS orders
        FROM reversed
        WHERE net_base >= ${limit('min_amount')} AND arraySum(arrayMap(r -> r.2, reversals)) >= ${limit('min_share')} AND paid <= 0
            AND dateDiff('day', booked_on, arrayMax(arrayMap(r -> r.1, reversals))) <= ${limit('window_days')}
        GROUP BY company
    ),
    ring AS (
        SELECT
            arrayJoin(orders) AS this,
            arraySort(arrayFilter(
                o -> abs(toFloat64(o.3) - toFloat64(this.3)) <= toFloat64(this.3) * ${limit('amount_tolerance')}
                    AND abs(dateDiff('day', o.2, this.2)) <= ${limit('window_days')},
                orders
            )) AS alike
        FROM unpaid
    )
`;

const slow: SuspicionRule = {
  ...washOrder,
  select: (limit) => {
    const [, found = ''] = washOrder.select(limit).split(/(?=\nSELECT\n {4}this\.1 AS subject_id)/);
    return `WITH ${reversedOrder},${everyPair(limit)}${found}`;
  },
};

async function found(rule: SuspicionRule, limits: Readonly<Record<string, string>>) {
  const { thresholds } = rule;
  const own = Object.entries(thresholds).map(([name, { value }]) => [name, limits[name] ?? value]);
  await bench.build(fctSuspicion([{ rule, holds: false, limits: Object.fromEntries(own) }]));
  return bench.read('SELECT * FROM bench.fct_suspicion ORDER BY suspicion_id');
}

describe('rings of like orders', () => {
  it.each([
    ['0.01', '30'],
    ['0.01', '5'],
    ['0', '30'],
    ['0.3', '0'],
    ['0.3', '13'],
    ['1', '2'],
    ['2.5', '7'],
  ])(
    'are those of every pair, amounts %s and %s days apart at most',
    { timeout: 60_000 },
    async (amount_tolerance, window_days) => {
      const limits = { amount_tolerance, window_days };
      const rows = await found(washOrder, limits);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows).toEqual(await found(slow, limits));
    },
  );
});
