import { day, event, type Filling, type Inputs, list, ordered, times } from './case-rows.fixture.ts';

export function sales({ bookings, refunds, cancels }: Inputs): Filling {
  const of = (amounts: unknown, event_type: string, sign: number) =>
    list(amounts).map((amount, place) =>
      event(`O${place}`, sign * Number(amount), {
        event_type,
        event_seq: event_type === 'booking' ? 0 : 1,
        line_no: event_type === 'refund' ? 2 : 1,
      }),
    );
  const events = [
    ...of(bookings, 'booking', 1),
    ...of(refunds, 'refund', -1),
    ...of(cancels, 'cancellation', -1),
  ];
  return { kpi: 'net_sales', rows: ordered(events) };
}

export function orders({ statuses }: Inputs): Filling {
  const events = list(statuses).flatMap((order_status, place) => [
    event(`O${place}`, 10, { order_status }),
    event(`O${place}`, 5, { order_status, line_no: 2 }),
  ]);
  return { kpi: 'orders', rows: ordered(events) };
}

export function attainment({ actual, target }: Inputs): Filling {
  const goal = {
    employee_id: 'E1',
    kpi: 'net_sales',
    period_start: '2026-07-01',
    period_end: '2026-08-01',
    days: 31,
  };
  return {
    kpi: 'attainment',
    rows: {
      ...ordered([event('O', actual)]),
      'fct.target': [{ ...goal, part: 1, is_in_force: true, value: String(target) }],
    },
    build: ['fct.target_month'],
    times: 100,
  };
}

export function growth({ current, base }: Inputs): Filling {
  const before = { business_date: '2025-07-10', booked_business_date: '2025-07-10' };
  return { kpi: 'growth_yoy', rows: ordered([event('A', base, before), event('B', current)]), times: 100 };
}

export const answers = ({ scores }: Inputs) => ({
  'fct.survey_response': list(scores).map((score, place) => ({
    ...{ response_id: `R${place}`, employee_id: 'E1', business_date: day, score: String(score) },
  })),
});

export function stages(kpi: string, { events }: Inputs): Filling {
  const furthest = new Map<string, number>();
  for (const reached of list(events)) {
    const [id, stage] = list(reached);
    furthest.set(String(id), Math.max(Number(stage), furthest.get(String(id)) ?? 0));
  }
  const opportunities = [...furthest].map(([opportunity_id, max_stage_no]) => ({
    ...{ opportunity_id, max_stage_no, created_on: day, employee_id: 'E1' },
  }));
  return { kpi, rows: { 'fct.opportunity': opportunities }, build: ['fct.funnel_step'], dimension: 'stage' };
}

export function newCustomers({ first_orders, prior_customers, merges }: Inputs): Filling {
  const early = { business_date: '2026-05-04', booked_business_date: '2026-05-04' };
  const events = [
    ...list(prior_customers).map((customer_id) => event(`P-${customer_id}`, 10, { customer_id, ...early })),
    ...list(first_orders).map((customer_id) => event(`F-${customer_id}`, 10, { customer_id })),
  ];
  const merged = new Map(Object.entries(merges ?? {}));
  const accounts = [...new Set(events.map(({ customer_id }) => String(customer_id)))];
  const customers = accounts.map((customer_id) => ({
    customer_id,
    survivor_id: merged.get(customer_id) ?? customer_id,
  }));
  return {
    kpi: 'new_customers',
    rows: { ...ordered(events), 'dim.customer': customers },
    build: ['fct.first_order'],
  };
}

const followUps = (counted: number, flagged = 0) => [
  ...times(counted).map((n) => ({
    activity_id: `A${n}`,
    employee_id: 'E1',
    business_date: day,
    counted: true,
  })),
  ...times(flagged).map((n) => ({
    activity_id: `F${n}`,
    employee_id: 'E1',
    business_date: day,
    counted: false,
  })),
];

export function followUp({ logged, flagged, target_per_month, months }: Inputs): Filling {
  const value = String(Number(target_per_month) * Number(months));
  const goal = {
    employee_id: 'E1',
    kpi: 'followup',
    period_start: '2026-07-01',
    period_end: '2026-08-01',
    days: 31,
  };
  return {
    kpi: 'follow_up_attainment',
    rows: {
      'fct.activity': followUps(Number(logged) - Number(flagged), Number(flagged)),
      'fct.target': [{ ...goal, part: 1, is_in_force: true, value }],
    },
    build: ['fct.target_month'],
    times: 100,
  };
}

export function contacts({ workdays, actual }: Inputs): Filling {
  const worked = times(workdays).map((n) => ({
    employee_id: 'E1',
    business_date: `2026-07-${String(n + 1).padStart(2, '0')}`,
  }));
  return {
    kpi: 'daily_contacts',
    rows: { 'fct.activity': followUps(Number(actual)), 'fct.employee_workday': worked },
    times: 100,
  };
}
