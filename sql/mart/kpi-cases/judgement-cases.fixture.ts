import {
  day,
  event,
  type Filling,
  type Inputs,
  list,
  ordered,
  type Rows,
  times,
} from './case-rows.fixture.ts';

const at = (date: string) => ({ business_date: date, booked_business_date: date });

/** Companies whose last order is so old, and one more that gave everything back. */
export function activeCustomers({ last_orders, gave_back }: Inputs): Filling {
  const bought = list(last_orders).map((date, n) => event(`O${n}`, 100, at(String(date))));
  const back = times(gave_back).flatMap((n) => [
    event(`B${n}`, 100),
    event(`B${n}`, -100, { event_type: 'refund', event_seq: 1, business_date: '2026-07-20' }),
  ]);
  return {
    kpi: 'active_customers',
    rows: ordered([...bought, ...back, event('END', 0, { ...at('2026-07-31'), customer_id: 'END' })]),
    build: ['fct.customer_month'],
  };
}

/** Agents: who ordered, who gave it back at once, and who never ordered; others buy directly. */
export function newPartners({ ordered: few, gave_back, idle, direct }: Inputs): Filling {
  const back = times(gave_back).flatMap((n) => [
    event(`B${n}`, 10),
    event(`B${n}`, -10, { event_type: 'refund', event_seq: 1 }),
  ]);
  const named = (letter: string, count: unknown) => times(count).map((n) => event(`${letter}${n}`, 10));
  const events = [...named('A', few), ...back, ...named('D', direct)];
  const accounts = [...events, ...named('I', idle)].map(({ customer_id, order_no }) => ({
    ...{ customer_id, survivor_id: customer_id, valid_from: '1970-01-01', valid_to: '2299-12-31' },
    channel: order_no.startsWith('D') ? 'direct' : 'agent',
  }));
  return {
    kpi: 'new_partners',
    rows: {
      ...ordered(events),
      'dim.customer': [...new Map(accounts.map((one) => [one.customer_id, one])).values()],
    },
    build: ['fct.first_order'],
  };
}

/** Reports by their texts; `refused` were not accepted. */
export function marketReports({ texts, refused, target }: Inputs): Filling {
  const report = (subject: unknown, n: number, exclusion: string) => ({
    ...{ activity_id: `${exclusion}${n}`, type: 'intel', employee_id: 'E1', subject: String(subject) },
    ...{ business_date: day, counted: exclusion === '', exclusion },
  });
  const goal = {
    employee_id: 'E1',
    kpi: 'market_reports',
    period_start: '2026-07-01',
    period_end: '2026-08-01',
  };
  return {
    kpi: 'market_reports',
    rows: {
      'fct.activity': [
        ...list(texts).map((text, n) => report(text, n, '')),
        ...list(refused).map((text, n) => report(text, n, 'future')),
      ],
      'fct.target':
        target === undefined
          ? []
          : [{ ...goal, days: 31, part: 1, is_in_force: true, value: String(target) }],
    },
    build: ['fct.target_month'],
    times: 100,
  };
}

const scores = (kind: string, given: Rows) => ({
  'fct.review': given.map((score, n) => ({
    ...{ review_id: `R${n}`, kind, subject_id: 'E1', reviewer_id: `P${n}`, business_date: day },
    ...score,
  })),
});

export const teamwork = ({ others, own }: Inputs): Filling => ({
  kpi: 'teamwork',
  rows: scores('peer', [
    ...list(others).map((score) => ({ score: String(score) })),
    ...list(own).map((score) => ({ score: String(score), reviewer_id: 'E1' })),
  ]),
});

/** By score: why it was given. */
export const innovation = ({ given }: Inputs): Filling => ({
  kpi: 'innovation',
  rows: scores(
    'innovation',
    list(given).map((pair) => {
      const [score, comment] = list(pair);
      return { score: String(score), comment };
    }),
  ),
});
