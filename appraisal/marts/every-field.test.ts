import { describe, expect, it } from 'vitest';
import type { PeriodFacts } from '../facts.ts';
import { facts, order, plan } from '../test-facts.ts';
import { inputRows } from './input-rows.ts';
import { keptFacts, readFacts } from './kept-facts.ts';
import { rows } from './several-plans.fixture.ts';

/** Every word that facts can hold, and everything that may be left out. */
const full: PeriodFacts = {
  ...facts,
  elsewhere: [{ employeeId: 'A1', from: '2026-07-01', until: '2026-08-01' }],
  superiors: [
    { employeeId: 'D1', name: '丁', role: 'DIR', managerId: null, from: '2026-01-01', until: '2100-01-01' },
    { employeeId: 'D2', name: '戴', role: 'DIR', managerId: 'D1', from: '2026-01-01', until: '2100-01-01' },
  ],
  plans: [
    {
      ...plan,
      levels: [
        { level: 1, overrideRate: '0.01' },
        { level: 2, overrideRate: '0.005' },
      ],
    },
    {
      ...{ ...plan, version: 2, from: null, until: null, minAttainment: null, cap: null, release: null },
      ...{ teamBonus: null, manager: null },
    },
  ],
  targets: (['none', 'calendar_day', 'workday', 'month'] as const).map((proration) => ({
    ...{ employeeId: 'A1', kpi: 'sales', base: '1', proration, ramp: '0.5' },
  })),
  orders: [
    {
      ...order({
        ...{ orderNo: 'X1', bookedOn: '2026-08-01', amount: '5', dqStatus: 'cleared' },
        reversals: [
          { kind: 'refund', on: '2026-08-02', amount: '-1' },
          { kind: 'cancellation', on: '2026-08-03', amount: '-4' },
        ],
        ...{ revenue: { A1: '100' }, overlay: { B1: '5' } },
      }),
      heldBy: ['W1'],
    },
    {
      ...order({ orderNo: 'X2', bookedOn: '2026-08-01', amount: '5' }),
      dqStatus: 'under_review',
      dueOn: null,
    },
  ],
  missingRates: [{ orderNo: 'X1', currency: 'USD', on: '2026-08-01' }],
};

describe('facts', () => {
  it('that are kept come back with every field', () => {
    const kept = { periodId: '2026Q3', planId: 'P', facts: full };
    expect(readFacts(keptFacts(kept))).toEqual([kept]);
  });

  it('of two plans and periods in one list are told apart', () => {
    const kept = [
      { periodId: '2026Q3', planId: 'P', facts: full },
      { periodId: '2026Q2', planId: 'P', facts },
      { periodId: '2026Q3', planId: 'Q', facts },
    ];
    expect(readFacts(kept.flatMap((of) => [...keptFacts(of)]))).toEqual(kept);
  });

  it.each<[string, object]>([
    ['a day that does not exist', { asOf: '2026-02-30' }],
    ['half an answer', { csatMinAnswers: 0.5 }],
    [
      'a kind of role nobody knows',
      { employees: facts.employees.map((span) => ({ ...span, kind: 'other' })) },
    ],
    ['a kind of curve nobody knows', { curves: { sales: { type: 'curved' } } }],
    ['a number that has lost digits', { plans: [{ ...plan, cap: 11000 }] }],
    ['a third level', { plans: [{ ...plan, levels: [{ level: 3, overrideRate: '0.1' }] }] }],
  ])('are not read with %s', (_, changes) => {
    const [first, ...others] = keptFacts({ periodId: '2026Q3', planId: 'P', facts });
    const changed = { ...first, facts: JSON.stringify({ ...JSON.parse(first?.facts ?? ''), ...changes }) };
    expect(() => readFacts([changed, ...others])).toThrow();
  });
});

describe('rows of the inputs', () => {
  const given = rows();
  const every = <Row extends object>(row: Row | undefined, key: string, values: readonly unknown[]) =>
    values.map((value) => ({ ...row, [key]: value }));
  const curve = given.curve[0];
  const day = '2026-08-01';
  const all = {
    ...given,
    day: [{ date: day, is_workday: true }],
    official: [{ date: day, day_of_week: 6, is_workday: false, is_adjusted_workday: false }],
    unit: [{ org_id: 'T', parent_id: null, path: ['T'], is_current: true }],
    perspective: [{ plan_id: 'P', version: 1, kpi: 'sales', perspective: 'finance' }],
    draw: [{ plan_id: 'P', version: 1, employee_id: 'A', monthly: '1', months: 1, recoverable: false }],
    scorecard_kpi: [
      ...every({ kpi: 'k', version: 1, is_weighed: true, form: 'sum', direction: 'lower' }, 'form', [
        'sum',
        'ratio',
      ]),
      { kpi: 'l', version: 1, is_weighed: false, form: 'sum', direction: 'higher' },
    ],
    kpi_month: [
      { period_id: '2026Q3', employee_id: 'A', kpi: 'k', month: day, numerator: '1', denominator: '2' },
    ],
    curve: every({ ...curve, floor: '0', cap: '1', value: '1', score: '2' }, 'type', [
      'linear',
      'step',
      'points',
    ]),
    target: every(given.target[0], 'proration', ['none', 'calendar_day', 'workday', 'month']),
    plan: every(given.plan[0], 'payout', ['month', 'quarter', 'half', 'year', null]),
    step: every(given.step[0], 'kind', ['tier', 'coefficient', 'override']),
    event: every(given.event[0], 'kind', ['booking', 'refund', 'cancellation']),
    order: every(given.order[0], 'dq_status', ['ok', 'cleared', 'under_review']),
    credit: every(given.credit[0], 'kind', ['revenue', 'overlay']),
    count: every(given.count[0], 'measure', [
      ...['followups', 'flagged_followups', 'answers', 'answer_sum', 'new_customers'],
    ]),
  };

  it('are read with every word and field they know, and nothing else', () => {
    expect(inputRows.parse(all)).toEqual(all);
    const more = Object.fromEntries(
      Object.entries(all).map(([name, list]) => [name, list.map((row) => ({ ...row, more: 1 }))]),
    );
    expect(inputRows.parse(more)).toEqual(all);
  });

  it.each([
    ['curve', 'type'],
    ['target', 'proration'],
    ['plan', 'payout'],
    ['step', 'kind'],
    ['event', 'kind'],
    ['order', 'dq_status'],
    ['credit', 'kind'],
    ['count', 'measure'],
    ['scorecard_kpi', 'form'],
    ['scorecard_kpi', 'direction'],
  ] as const)('are not read where %s has another %s', (name, key) => {
    for (const value of ['', 'other'])
      expect(inputRows.safeParse({ ...all, [name]: every(all[name][0], key, [value]) }).success).toBe(false);
  });
});
