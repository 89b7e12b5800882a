/** One quarter of a company as a document that `yardstick run --input` takes: so many reps, each with so many orders, some shared, some paid in part. */
export function largePeriod(reps: number, ordersEach: number) {
  const until = '2099-12-31';
  const person = (number: number) => `R${number % reps}`;
  const all = Array.from({ length: reps }, (_, number) => number);
  return {
    meta: {
      ...{ id: 'large', timezone: 'Asia/Shanghai', base_currency: 'CNY', source_precedence: ['ERP'] },
      ...{ period: { id: '2026Q3', start: '2026-07-01', end: '2026-09-30' }, close_as_of: '2026-09-30' },
      ...{ later_as_of: '2026-10-31', csat_min_n: 5 },
    },
    ...{ fx: [], calendar: {}, existing_customers: [], customer_merges: [], ownership: [] },
    employees: all.map((number) => ({
      ...{ emp_id: person(number), name: `Rep ${number}`, kind: 'rep', role: 'AE' },
      ...{ team_id: `T${number % 250}`, valid_from: '2024-01-01', valid_to: until },
    })),
    weight_sets: [{ role: 'AE', version: 1, valid_from: '2026-01-01', valid_to: until, weights: weights }],
    curves: {
      sales: { type: 'linear', floor: '0.5', cap: '120' },
      followup: {
        type: 'step',
        steps: [
          { min: '1', score: '100' },
          { min: '0.6', score: '60' },
        ],
      },
      csat: {
        type: 'points',
        points: [
          ['3.0', '0'],
          ['5.0', '110'],
        ],
      },
      collection: { type: 'linear', floor: '0', cap: '100' },
    },
    targets: all.flatMap((number) => [
      { emp_id: person(number), kpi: 'sales', base: String(ordersEach * 9_000), proration: 'workday' },
      { emp_id: person(number), kpi: 'followup', base: '60', proration: 'month' },
    ]),
    followups: all.map((number) => ({
      emp_id: person(number),
      logged: 30 + (number % 40),
      flagged: number % 5,
    })),
    surveys: all.map((number) => ({
      emp_id: person(number),
      n: 3 + (number % 8),
      sum: String(4 * (3 + (number % 8))),
    })),
    orders: Array.from({ length: reps * ordersEach }, (_, number) => orderOf(number, person)),
    plan: {
      ...{
        plan_id: 'LARGE',
        version: 1,
        base: 'net_sales',
        tier_mode: 'marginal',
        release: 'per_deal_paid_fraction',
      },
      tiers: [
        { from: '0', rate: '0.03' },
        { from: '0.8', rate: '0.04' },
        { from: '1', rate: '0.06' },
      ],
      ...{ cap: '75000', draws: [] },
      coefficient_bands: [
        { min_score: '90', coef: '1.00' },
        { min_score: '0', coef: '0.80' },
      ],
    },
  };
}

const weights = { sales: '0.50', followup: '0.20', csat: '0.20', collection: '0.10' };

/** One in ten is shared by two; of one in three only a part is paid. */
function orderOf(number: number, person: (number: number) => string) {
  const day = `2026-0${7 + (number % 3)}-${String(1 + ((number * 7) % 28)).padStart(2, '0')}`;
  const amount = (1_000 + ((number * 7_919) % 16_000) + 0.5).toFixed(2);
  const paid = number % 3 === 0 ? '777.77' : amount;
  return {
    ...{
      order_no: `SO-${number}`,
      source: 'ERP',
      customer_id: `C${number % 20_000}`,
      currency: 'CNY',
      amount,
    },
    confirmed_at: `${day}T02:00:00Z`,
    credits:
      number % 10 === 0
        ? [
            { emp_id: person(number), pct: 60 },
            { emp_id: person(number + 1), pct: 40 },
          ]
        : [{ emp_id: person(number), pct: 100 }],
    due_date: day,
    payments: [{ at: `${day}T05:00:00Z`, currency: 'CNY', amount: paid }],
  };
}
