import {
  credits,
  day,
  event,
  type Filling,
  type Inputs,
  list,
  ordered,
  type Rows,
  times,
} from './case-rows.fixture.ts';

const spent = (amount: unknown, kind: string): Rows => [
  { spend_id: 'S', campaign: 'X', kind, business_date: day, currency: 'CNY', amount: String(amount) },
];
const yuan = { currency: 'CNY', rate: '1', valid_from: '1970-01-01', valid_to: '2299-12-31' };

export function cac({ sales_marketing_cost, new_customers }: Inputs): Filling {
  const cost = Number(sales_marketing_cost);
  return {
    kpi: 'cac',
    rows: {
      ...ordered(times(new_customers).map((n) => event(`O${n}`, 10))),
      'dim.fx_rate': [yuan],
      'stg.campaign_spend': [
        ...spent(cost / 3, 'marketing'),
        ...spent(cost - cost / 3, 'sales').map((row) => ({ ...row, spend_id: 'T' })),
      ],
    },
    build: ['fct.first_order', 'fct.campaign_spend'],
  };
}

/** Promised for one day; the first `onTime` came by then, the others late. */
function promised(count: unknown, onTime: unknown, late: string | null): Filling['rows'] {
  const orders = times(count).map((n) => ({
    ...{ order_no: `O${n}`, status: 'shipped', business_date: '2026-07-01', due_date: day, dq_status: 'ok' },
    delivered_on: n < Number(onTime) ? day : late,
  }));
  const newest = { order_no: 'END', status: 'confirmed', business_date: '2026-07-31', dq_status: 'ok' };
  return {
    'stg.order': [...orders, newest],
    'fct.order_credit': credits(orders.map(({ order_no }) => event(order_no, 1))),
  };
}

export const completion = ({ due_orders, completed }: Inputs): Filling => ({
  kpi: 'order_completion',
  rows: promised(due_orders, completed, null),
  build: ['fct.delivery'],
  times: 100,
});

/** Ordered on 1 July; came after so many days, or, null, not yet. */
export function orderCycle({ days }: Inputs): Filling {
  const credited = { 'fct.order_credit': credits(list(days).map((_, n) => event(`O${n}`, 1))) };
  const orders = list(days).map((after, n) => ({
    ...{ order_no: `O${n}`, status: 'shipped', business_date: '2026-07-01', due_date: day, dq_status: 'ok' },
    delivered_on: after === null ? null : `2026-07-${String(1 + Number(after)).padStart(2, '0')}`,
  }));
  const newest = { order_no: 'END', status: 'confirmed', business_date: '2026-07-31', dq_status: 'ok' };
  return {
    kpi: 'order_cycle',
    rows: { 'stg.order': [...orders, newest], ...credited },
    build: ['fct.delivery'],
  };
}

export const onTime = ({ delivered, on_time }: Inputs): Filling => ({
  kpi: 'on_time_delivery',
  rows: promised(delivered, on_time, '2026-07-20'),
  build: ['fct.delivery'],
  times: 100,
});

export const marketShare = ({ own, market }: Inputs): Filling => ({
  kpi: 'market_share',
  rows: {
    ...ordered([event('O', own)]),
    'dim.employee': [{ employee_id: 'E1', region: '华东', valid_from: '2020-01-01', valid_to: '2299-12-31' }],
    'dim.fx_rate': [yuan],
    'stg.market_size': [
      { segment: '', region: '华东', month: '2026-07-01', currency: 'CNY', amount: String(market) },
    ],
  },
  build: ['fct.month_credit', 'fct.market_size'],
  times: 100,
});

export const tickets = ({ hours }: Inputs): Filling['rows'] => ({
  'fct.ticket': list(hours).map((hour, n) => ({
    ...{ ticket_id: `T${n}`, employee_id: 'E1', business_date: day, reply_hours: Number(hour) },
  })),
});

export const roi = ({ attributed_margin, spend }: Inputs): Filling => ({
  kpi: 'campaign_roi',
  rows: {
    ...ordered([
      event('O', Number(attributed_margin) + 600, { promotion: 'X', product_id: 'P', quantity: '3' }),
    ]),
    'dim.product': [{ product_id: 'P', standard_cost: '200' }],
    'dim.fx_rate': [yuan],
    'stg.campaign_spend': spent(spend, 'marketing'),
  },
  build: ['fct.order_margin', 'fct.campaign_spend'],
  times: 100,
});

export function stock({ on_hand, avg_daily_sales }: Inputs): Filling {
  const half = Number(on_hand) / 2;
  // Not every product is counted on one day.
  const held = (product_id: string, business_date = '2026-07-31') => ({
    ...{ product_id, warehouse: 'A', business_date },
    on_hand: String(half),
  });
  const quantity = String(Number(avg_daily_sales) * 28);
  return {
    kpi: 'stock_cover',
    rows: {
      ...ordered([event('O', 1, { product_id: 'P', quantity, business_date: '2026-07-20' })]),
      'stg.inventory': [held('P'), held('Q', '2026-07-30'), { ...held('P', '2026-07-30'), on_hand: '77' }],
    },
    build: ['fct.inventory'],
  };
}

export const accuracy = ({ checked, correct }: Inputs): Filling => ({
  kpi: 'record_accuracy',
  rows: { 'fct.record_check': [{ check_id: 'C', business_date: day, checked, correct }] },
  times: 100,
});

/** One field in ten left empty on each day with entries. */
export const adoption = ({ days, workdays, filled }: Inputs): Filling => ({
  kpi: 'entry_adoption',
  rows: {
    'fct.entry_audit': times(days).map((n) => ({
      ...{
        employee_id: 'E1',
        business_date: `2026-07-${String(n + 1).padStart(2, '0')}`,
        required: 10,
        filled,
      },
    })),
    'fct.employee_workday': times(workdays).map((n) => ({
      ...{ employee_id: 'E1', business_date: `2026-07-${String(n + 1).padStart(2, '0')}` },
    })),
  },
  times: 100,
});

export const training = ({ trained, peers }: Inputs): Filling => ({
  kpi: 'training_effect',
  rows: {
    'fct.training': [
      ...list(trained).map((gain, n) => ({ enrolment_id: `T${n}`, is_trained: true, gain })),
      ...list(peers).map((gain, n) => ({ enrolment_id: `P${n}`, is_trained: false, gain })),
    ].map(({ gain, ...row }) => ({
      ...row,
      employee_id: 'E1',
      business_date: day,
      before: '60',
      after: String(60 + Number(gain)),
    })),
  },
});

export const scheme = ({ scores }: Inputs): Filling => ({
  kpi: 'scheme_satisfaction',
  grain: 'quarter',
  rows: {
    'fct.review': list(scores).map((score, n) => ({
      ...{
        review_id: `R${n}`,
        reviewer_id: `P${n}`,
        subject_id: 'unassigned',
        kind: 'scheme',
        business_date: day,
        score: String(score),
      },
    })),
  },
});
