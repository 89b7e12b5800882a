import { describe, expect, it } from 'vitest';
import type { OrderFact, PeriodFacts } from '../facts.ts';
import { facts, factsWith, order } from '../test-facts.ts';
import { listed, refusalsOf } from './refusals-of.ts';

const booked = (changes: Partial<OrderFact>) =>
  factsWith({
    orders: [{ ...order({ orderNo: 'S1', bookedOn: '2026-08-01', amount: '1' }), ...changes }],
  });
const credit = (part: string, whole = '100', employeeId = 'A1') =>
  ({ employeeId, kind: 'revenue', part, whole }) as const;
const weighed = (weights: Readonly<Record<string, string>>, until = '2100-01-01') =>
  factsWith({
    weightSets: facts.weightSets.map((set) => (set.role === 'NEW' ? { ...set, weights, until } : set)),
  });
const N1 = facts.employees.filter(({ employeeId }) => employeeId === 'N1');

/** Each refusal in full: where it stands, what is there and what is wanted, and by which rule. */
describe('refusals tell', () => {
  it.each<[string, PeriodFacts, string[]]>([
    [
      'what an order has to be',
      booked({
        confirmedAt: '2026-08-01T10:00:00+08:00',
        bookedOn: '2026-08-32',
        dueOn: 'soon',
        paid: 'p',
        paidAtClose: '-1000000000001',
        fxGain: 'g',
        events: [
          { kind: 'booking', on: 'x', amount: '-1' },
          { kind: 'refund', on: 'y', amount: '5' },
          { kind: 'refund', on: '2026-08-02', amount: '-1000000000001' },
          { kind: 'cancellation', on: 'z', amount: 'n' },
          { kind: 'cancellation', on: '2026-08-02', amount: '0.01' },
          { kind: 'refund', on: '2026-08-02', amount: '0' },
        ],
      }),
      [
        'orders[S1].confirmed_at: "2026-08-01T10:00:00+08:00" is not an instant in UTC. (day)',
        'orders[S1].confirmed_at: "2026-08-32" is not a day such as 2026-07-01. (day)',
        'orders[S1].due_date: "soon" is not a day such as 2026-07-01. (day)',
        'orders[S1].booking: "x" is not a day such as 2026-07-01. (day)',
        'orders[S1].booking.amount: The number is negative. (not_negative)',
        'orders[S1].refund: "y" is not a day such as 2026-07-01. (day)',
        'orders[S1].refund: A refund has to take away; this one would add to the order. (event_sign)',
        'orders[S1].refund: The amount is larger than a thousand billion. (absurd_amount)',
        'orders[S1].cancellation: "n" is not a decimal number such as 1234.56. (decimal)',
        'orders[S1].cancellation: A cancellation has to take away; this one would add to the order. (event_sign)',
        'orders[S1].payments: "p" is not a decimal number such as 1234.56. (decimal)',
        'orders[S1].payments: The amount is larger than a thousand billion. (absurd_amount)',
        'orders[S1].payments: "g" is not a decimal number such as 1234.56. (decimal)',
      ],
    ],
    [
      'what is no instant at all',
      booked({ confirmedAt: 'Z' }),
      ['orders[S1].confirmed_at: "Z" is not an instant in UTC. (day)'],
    ],
    [
      'what credits come to',
      booked({ credits: [credit('1', '3'), credit('1', '3', 'B1')] }),
      [
        'orders[S1].credits: Revenue credits add up to 66.6667 % of the order; it has to be 100 %. (credits_add_up)',
      ],
    ],
    [
      'which credit is no part of anything, and nothing of the sum then',
      booked({
        credits: [credit('-10'), credit('10', '0', 'B1'), credit('a', '-1', 'N1'), credit('1', 'b')],
      }),
      [
        'orders[S1].credits[A1]: The number is negative. (not_negative)',
        'orders[S1].credits: The whole is 0. (credits_add_up)',
        'orders[S1].credits[N1]: "a" is not a decimal number such as 1234.56. (decimal)',
        'orders[S1].credits[N1]: The number is negative. (not_negative)',
        'orders[S1].credits[A1]: "b" is not a decimal number such as 1234.56. (decimal)',
      ],
    ],
    [
      'nothing of overlay credits, which need not add up',
      booked({ credits: [{ employeeId: 'A1', kind: 'overlay', part: '10', whole: '100' }] }),
      [],
    ],
    [
      'which order is there twice',
      factsWith({ orders: facts.orders.flatMap((each) => (each.orderNo === 'O1' ? [each, each] : [each])) }),
      ['orders[O1]: The order is there twice. (booked_once)'],
    ],
    [
      'what weights add up to, and what is behind them',
      weighed({ sales: '0.5', charm: '0.25' }),
      [
        'weight_sets[NEW v1].weights.charm: No KPI called charm is measured. (kpi_known)',
        'weight_sets[NEW v1].weights.charm: There is no curve that turns charm into a score. (curve_present)',
        'weight_sets[NEW v1].weights: The weights add up to 0.750000; it has to be 1. (weights_add_up)',
      ],
    ],
    [
      'which weight is no number, and of the others no sum; a gap all the same',
      weighed({ sales: '0.5', csat: 'half' }, '2026-09-15'),
      [
        'weight_sets[NEW v1].weights.csat: "half" is not a decimal number such as 1234.56. (decimal)',
        'weight_sets[NEW]: No weights hold on 2026-09-15, a day on which N1 has this role. (weights_without_gap)',
      ],
    ],
    [
      'that no KPI is measured by the name of what every object has',
      weighed({ constructor: '1' }),
      [
        'weight_sets[NEW v1].weights.constructor: No KPI called constructor is measured. (kpi_known)',
        'weight_sets[NEW v1].weights.constructor: There is no curve that turns constructor into a score. (curve_present)',
      ],
    ],
    [
      'on which day of whose role no weights hold',
      weighed({ sales: '1' }, '2026-09-15'),
      [
        'weight_sets[NEW]: No weights hold on 2026-09-15, a day on which N1 has this role. (weights_without_gap)',
      ],
    ],
    [
      'that somebody above needs weights for all days once there are any of their role',
      {
        ...weighed({ sales: '1' }),
        superiors: [
          {
            employeeId: 'X1',
            name: '谢',
            role: 'DIR',
            managerId: null,
            from: '2020-01-01',
            until: '2100-01-01',
          },
          {
            employeeId: 'X2',
            name: '许',
            role: 'VP',
            managerId: null,
            from: '2020-01-01',
            until: '2100-01-01',
          },
        ],
        weightSets: [
          ...facts.weightSets,
          { role: 'DIR', version: 1, from: '2026-07-02', until: '2100-01-01', weights: { sales: '1' } },
        ],
      },
      [
        'weight_sets[DIR]: No weights hold on 2026-07-01, a day on which X1 has this role. (weights_without_gap)',
      ],
    ],
    [
      'what a curve needs',
      factsWith({
        curves: {
          ...facts.curves,
          sales: { type: 'linear', floor: 'a', cap: 'b' },
          followup: { type: 'step', steps: [{ min: 'c', score: 'd' }] },
          csat: { type: 'points', points: [['1', 'e']] },
          collection: { type: 'step', steps: [] },
          new_customers: {
            type: 'points',
            points: [
              ['1', '0'],
              ['2', '1'],
              ['1.0', '2'],
            ],
          },
        },
      }),
      [
        ...['sales: "a"', 'sales: "b"', 'followup: "c"', 'followup: "d"', 'csat: "e"'].map(
          (text) => `curves.${text} is not a decimal number such as 1234.56. (decimal)`,
        ),
        ...['collection', 'new_customers'].map(
          (kpi) => `curves.${kpi}: It needs at least one value, and each value once. (curve_unambiguous)`,
        ),
      ],
    ],
    [
      'who goes round in a circle',
      factsWith({
        units: [
          { unitId: 'X', parentId: 'Y' },
          { unitId: 'Y', parentId: 'X' },
        ],
      }),
      [
        'units[X]: Going up from X leads back to X; somebody has to be at the top. (no_cycle)',
        'units[Y]: Going up from Y leads back to Y; somebody has to be at the top. (no_cycle)',
      ],
    ],
    [
      'nothing of a circle that is over before the period ends, for it may turn round in it',
      factsWith({
        employees: facts.employees.flatMap((span) =>
          span.employeeId === 'M1'
            ? [
                { ...span, from: '2026-09-30' },
                { ...span, managerId: 'A1', until: '2026-09-30' },
              ]
            : [span],
        ),
      }),
      [],
    ],
    [
      'of a circle that holds until the last day of the period',
      factsWith({
        employees: facts.employees.map((span) =>
          span.employeeId === 'M1'
            ? { ...span, managerId: 'A1', until: '2026-10-01' }
            : { ...span, until: span.until.replace('2100', '2099') },
        ),
      }),
      [
        'employees[A1]: Going up from A1 leads back to A1; somebody has to be at the top. (no_cycle)',
        'employees[M1]: Going up from M1 leads back to M1; somebody has to be at the top. (no_cycle)',
      ],
    ],
    [
      'only of days, where a role ends before it begins on days of another',
      factsWith({ employees: [...facts.employees, ...N1.map((span) => ({ ...span, until: '2026-08-01' }))] }),
      ['employees[N1]: It ends before 2026-08-01, which is not after its first day 2026-09-01. (day)'],
    ],
    [
      'what a target has to be',
      factsWith({
        targets: [{ employeeId: 'Q9', kpi: 'charm', base: '-1', proration: 'none', ramp: '-2' }],
      }),
      [
        'targets[Q9 charm].base: The number is negative. (not_negative)',
        'targets[Q9 charm].ramp: The number is negative. (not_negative)',
        'targets[Q9 charm]: No KPI called charm is measured. (kpi_known)',
        'targets[Q9 charm]: Q9 has no role in the team. (owner_in_team)',
      ],
    ],
    [
      'what counts have to be',
      factsWith({
        followups: [
          { employeeId: 'A1', logged: 0.5, flagged: 0 },
          { employeeId: 'B1', logged: 1, flagged: -1 },
          { employeeId: 'N1', logged: 2, flagged: 2 },
        ],
        surveys: [{ employeeId: 'A1', answers: -1, sum: 'many' }],
        newCustomers: [{ employeeId: 'B1', count: -1 }],
      }),
      [
        'followups[A1].logged: 0.5 is not a whole number from 0 on. (count)',
        'followups[A1].logged less flagged: 0.5 is not a whole number from 0 on. (count)',
        'followups[B1].flagged: -1 is not a whole number from 0 on. (count)',
        'surveys[A1].n: -1 is not a whole number from 0 on. (count)',
        'surveys[A1].sum: "many" is not a decimal number such as 1234.56. (decimal)',
        'new_customers[B1]: -1 is not a whole number from 0 on. (count)',
      ],
    ],
    [
      'what the period needs, and nothing else until it has that',
      {
        ...factsWith({ asOf: 'today', csatMinAnswers: -1, targets: [], plans: [] }),
        calendar: { holidays: ['h'], adjustedWorkdays: ['w'] },
      },
      [
        'meta.close_as_of: "today" is not a day such as 2026-07-01. (day)',
        'meta.csat_min_n: -1 is not a whole number from 0 on. (count)',
        'calendar.holidays: "h" is not a day such as 2026-07-01. (day)',
        'calendar.adjusted_workdays: "w" is not a day such as 2026-07-01. (day)',
      ],
    ],
  ])('%s', (_, of, lines) => {
    expect(refusalsOf(of).map((each) => listed([each]))).toEqual(lines);
  });
});

it('ten refusals are all told, and of the eleventh on how many', () => {
  const refusals = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => ({ key: `k${index}`, rule: 'day', happened: 'No.' }) as const,
    );
  expect(listed(refusals(10)).split('\n')).toHaveLength(10);
  expect(listed(refusals(11)).split('\n').slice(-2)).toEqual(['k9: No. (day)', 'and 1 more.']);
});
