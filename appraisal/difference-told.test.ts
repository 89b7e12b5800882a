import { describe, expect, it } from 'vitest';
import { type DifferenceHints, differenceOf } from './difference.ts';
import { exact } from './exact.ts';
import type { OrderFact, PeriodFacts } from './facts.ts';
import { facts, factsWith, plan, planned } from './test-facts.ts';

const noHints: DifferenceHints = { rates: new Map(), merged: false };
const told = (before: PeriodFacts, after: PeriodFacts, hints: Partial<DifferenceHints> = {}) =>
  differenceOf(before, after, { ...noHints, ...hints }).effects;
const changed = (change: (row: OrderFact) => OrderFact | readonly OrderFact[], of = facts) => ({
  ...of,
  orders: of.orders.flatMap(change),
});
const only = (orderNo: string, change: (row: OrderFact) => OrderFact | readonly OrderFact[]) =>
  changed((row) => (row.orderNo === orderNo ? change(row) : row));

describe('a cause is told', () => {
  it('with what it changes for whom, by employee number, and what it costs', () => {
    // Nobody is paid a bonus, and the manager nothing: 3,970 of the bonus and 794 of the override.
    const without = planned({ teamBonus: null, manager: null });
    expect(differenceOf(facts, without, noHints)).toEqual({
      ...{ before: '17542.89', after: '12778.89' },
      effects: [
        {
          ...{ causes: ['rule'], changed: ['plans'], totalCost: '-4764.00' },
          payable: { A1: '-2406.09', B1: '-1563.91', M1: '-794.00' },
        },
      ],
    });
    expect(told(without, facts)[0]?.payable).toEqual({ A1: '2406.09', B1: '1563.91', M1: '794.00' });
    const raised = planned({ manager: { employeeId: 'M1', overrideRate: '0.004' }, draws: [] });
    // N1 loses the guarantee of 3,000, the manager has twice 794.
    expect(Object.entries(told(facts, raised)[0]?.payable ?? {})).toEqual([
      ...[
        ['M1', '794.00'],
        ['N1', '-3000.00'],
      ],
    ]);
  });

  it('also where it changes nothing for anybody, and names each of the rules that are others', () => {
    const after = factsWith({
      curves: { ...facts.curves, new_customers: { type: 'linear', floor: null, cap: '500' } },
      calendar: { ...facts.calendar, holidays: [...facts.calendar.holidays, '2026-08-01'] },
    });
    expect(told(facts, after)).toEqual([
      { causes: ['rule'], changed: ['curves', 'calendar'], totalCost: '0.00', payable: {} },
    ]);
    const other = factsWith({
      csatMinAnswers: 4,
      weightSets: facts.weightSets.map((set) => ({ ...set, version: 2 })),
      targets: facts.targets.map((row) => ({ ...row, base: `${row.base}.5` })),
    });
    expect(told(facts, other)[0]?.changed).toEqual(['weightSets', 'targets', 'csatMinAnswers']);
  });

  it('of people, whatever they are here: members, elsewhere or above', () => {
    const elsewhere = [{ employeeId: 'N1', from: '2026-08-01', until: '2026-09-01' }];
    const superiors = [
      { employeeId: 'D1', name: '丁', role: 'DIR', managerId: null, from: '2026-01-01', until: '2100-01-01' },
    ];
    const employees = facts.employees.map((span) =>
      span.employeeId === 'A1' ? { ...span, name: '阿' } : span,
    );
    const after = factsWith({ employees, elsewhere, superiors });
    expect(told(facts, after)[0]).toMatchObject({ causes: ['people'], changed: ['A1', 'D1', 'N1'] });
    expect(told(after, facts)[0]).toMatchObject({ causes: ['people'], changed: ['A1', 'D1', 'N1'] });
  });

  it('of several orders in the order of their numbers', () => {
    const dearer = (row: OrderFact): OrderFact => ({
      ...row,
      events: row.events.map((event) => ({ ...event, amount: `${Number(event.amount) * 2}` })),
      ...{ paid: `${Number(row.paid) * 2}`, paidAtClose: `${Number(row.paidAtClose) * 2}`, fxGain: '77' },
    });
    const after = changed((row) => (['O2', 'O1'].includes(row.orderNo) ? dearer(row) : row));
    const rates = new Map(['O2', 'O1'].map((orderNo) => [orderNo, exact('2')]));
    // The refund of O2 follows the rate as well, and what currencies brought is told with it.
    expect(told(facts, after, { rates })).toMatchObject([{ causes: ['rate'], changed: ['O1', 'O2'] }]);
    expect(told(facts, after)).toMatchObject([
      { causes: ['refund'], changed: ['O2'] },
      { causes: ['new data'], changed: ['O1', 'O2'] },
    ]);
  });

  it('as new data where orders came or went, or counts are others', () => {
    const gone = changed((row) => (row.orderNo === 'O5' ? [] : row));
    expect(told(facts, gone)).toMatchObject([{ causes: ['new data'], changed: ['O5'] }]);
    expect(told(gone, facts)).toMatchObject([{ causes: ['new data'], changed: ['O5'] }]);
    const counted = {
      ...changed((row) =>
        row.orderNo === 'O3' ? { ...row, paid: '1', dueOn: null } : row.orderNo === 'O5' ? [] : row,
      ),
      ...{ followups: [], surveys: [], newCustomers: [] },
    };
    expect(told(facts, counted)).toMatchObject([
      { causes: ['new data'], changed: ['O3', 'O5', 'followups', 'surveys', 'newCustomers'] },
    ]);
    // Days of the period that nobody else has an explanation for.
    const shorter = factsWith({ period: { ...facts.period, until: '2026-09-10' } });
    expect(told(facts, shorter)).toMatchObject([{ causes: ['new data'], changed: [] }]);
  });

  it('as a merge where customers were merged and the new ones are others', () => {
    const weightSets = facts.weightSets.map((set) =>
      set.role === 'SR' ? { ...set, weights: { new_customers: '1' } } : set,
    );
    const targets = [
      ...facts.targets,
      { employeeId: 'B1', kpi: 'new_customers', base: '2', proration: 'none', ramp: '1' } as const,
    ];
    const before = factsWith({ weightSets, targets });
    expect(told(before, { ...before, newCustomers: [] }, { merged: true })).toMatchObject([
      { causes: ['merge'], changed: ['newCustomers'] },
    ]);
    expect(told(before, { ...before }, { merged: true })).toEqual([]);
  });
});

describe('facts are the same', () => {
  it('in whatever order and with whatever zeros they are written', () => {
    const rewritten = changed((row) => ({
      ...{ dueOn: row.dueOn, credits: row.credits.toReversed(), fxGain: row.fxGain },
      ...row,
      credits: row.credits.toReversed().map(({ whole, ...credit }) => ({ whole: `${whole}.000`, ...credit })),
      events: row.events.toReversed().map(({ amount, ...event }) => ({ amount: `${amount}.50`, ...event })),
    }));
    const plain = changed((row) => ({
      ...row,
      events: row.events.map((event) => ({ ...event, amount: `${event.amount}.5` })),
    }));
    expect(told(plain, rewritten)).toEqual([]);
  });

  it('but not where a text only looks like a number', () => {
    const held = (name: string) => only('O4', (row) => ({ ...row, heldBy: [name] }));
    for (const [was, is] of [
      ['W1.50', 'W1.5'],
      ['1.5x0', '1.5x'],
      ['10', '1'],
    ] as const)
      expect(told(held(was), held(is)), was).toMatchObject([{ causes: ['new data'], changed: ['O4'] }]);
  });

  it('but not where nothing and something differ', () => {
    const without = factsWith({ plans: [{ ...plan, cap: null }] });
    expect(told(without, factsWith({ plans: [{ ...plan, cap: '0' }] }))[0]?.changed).toEqual(['plans']);
  });
});
