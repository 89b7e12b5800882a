import { event, type Filling, type Inputs, ordered, type Rows, times } from './case-rows.fixture.ts';

/** Companies that ordered once, in the month before; the first `few` differ by what the case is about. */
function companies(count: unknown, few: unknown, special: (place: number) => Rows): Rows {
  return times(count).flatMap((place) => [
    event(`O${place}`, 100, {
      business_date: '2026-06-20',
      booked_business_date: '2026-06-20',
      customer_id: `C${place}`,
    }),
    ...(place < Number(few) ? special(place) : []),
  ]);
}

const monthEnd = event('END', 0, {
  business_date: '2026-07-31',
  booked_business_date: '2026-07-31',
  customer_id: 'END',
});

export function gap({ active_customers, no_followup_over_14d }: Inputs): Filling {
  const followed = times(active_customers).map((place) => ({
    ...{ activity_id: `A${place}`, employee_id: 'E1', survivor_id: `C${place}`, counted: true },
    business_date: place < Number(no_followup_over_14d) ? '2026-07-16' : '2026-07-17',
  }));
  return {
    kpi: 'follow_up_gap',
    rows: { ...ordered([...companies(active_customers, 0, () => []), monthEnd]), 'fct.activity': followed },
    build: ['fct.customer_month'],
    times: 100,
  };
}

export function repurchase({ customers_1plus, customers_2plus }: Inputs): Filling {
  const again = (place: number) => [event(`S${place}`, 10, { customer_id: `C${place}` })];
  return {
    kpi: 'repurchase',
    rows: ordered([...companies(customers_1plus, customers_2plus, again), monthEnd]),
    build: ['fct.customer_month'],
    times: 100,
  };
}

/** Active at the end of April; who was lost gave everything back in June. */
export function retention({ start, still_active }: Inputs): Filling {
  const lost = (place: number) => place >= Number(still_active);
  const events = times(start).flatMap((place) => {
    const booked = { customer_id: `C${place}`, booked_business_date: '2026-03-02' };
    const back = { ...booked, business_date: '2026-06-20', event_type: 'refund', event_seq: 1 };
    return [
      event(`O${place}`, 100, { ...booked, business_date: '2026-03-02' }),
      ...(lost(place) ? [event(`O${place}`, -100, back)] : []),
    ];
  });
  return {
    kpi: 'retention',
    rows: ordered([...events, monthEnd]),
    build: ['fct.customer_month'],
    times: 100,
  };
}
