import { describe, expect, it } from 'vitest';
import { type Cause, type DifferenceHints, differenceOf } from './difference.ts';
import { exact, sum } from './exact.ts';
import type { OrderFact, PeriodFacts } from './facts.ts';
import { money } from './rounding.ts';
import { facts, factsWith, order, plan } from './test-facts.ts';

const noHints: DifferenceHints = { rates: new Map(), merged: false };

function changed(orderNo: string, change: (row: OrderFact) => Partial<OrderFact>): OrderFact[] {
  return facts.orders.map((row) => (row.orderNo === orderNo ? { ...row, ...change(row) } : row));
}

function explained(after: PeriodFacts, hints = noHints) {
  const difference = differenceOf(facts, after, hints);
  const total = money(sum(difference.effects.map(({ totalCost }) => exact(totalCost))));
  expect(total).toBe(money(exact(difference.after).sub(exact(difference.before))));
  return difference;
}

const causes = (after: PeriodFacts, hints = noHints) =>
  explained(after, hints).effects.flatMap((each) => each.causes);

const refund = (row: OrderFact): Partial<OrderFact> => ({
  events: [...row.events, { kind: 'refund', on: '2026-09-20', amount: '-20000' }],
});
const split = (row: OrderFact): Partial<OrderFact> => ({
  credits: row.credits.map((credit) => ({ ...credit, part: credit.employeeId === 'B1' ? '70' : '30' })),
});
const newOrder = order({
  orderNo: 'O9',
  bookedOn: '2026-09-11',
  amount: '9000',
  paid: '9000',
  revenue: { N1: '100' },
});

describe('the difference of two statements', () => {
  it('is nothing where the facts are the same in another order', () => {
    expect(explained({ ...facts, orders: [...facts.orders].reverse() }).effects).toEqual([]);
  });

  it.each<[Cause, Partial<PeriodFacts>, readonly string[]]>([
    ['rule', { plans: [{ ...plan, cap: null }] }, ['plans']],
    ['refund', { orders: changed('O2', refund) }, ['O2']],
    [
      'split',
      {
        orders: changed('O3', () => ({
          credits: [{ employeeId: 'B1', kind: 'revenue', part: '1', whole: '1' }],
        })),
      },
      ['O3'],
    ],
    ['new data', { orders: [...facts.orders, newOrder] }, ['O9']],
    ['new data', { orders: changed('O2', () => ({ paid: '100000' })) }, ['O2']],
    [
      'people',
      { employees: facts.employees.map((row) => (row.employeeId === 'N1' ? { ...row, role: 'SR' } : row)) },
      ['N1'],
    ],
  ])('is a %s', (cause, changes, what) => {
    expect(explained(factsWith(changes)).effects).toMatchObject([{ causes: [cause], changed: what }]);
  });

  it('is a rate where the amount of an order has followed its currency', () => {
    const dearer = (row: OrderFact): Partial<OrderFact> => ({
      events: row.events.map((event) => ({ ...event, amount: money(exact(event.amount).mul(exact('1.1'))) })),
      paid: money(exact(row.paid).mul(exact('1.1'))),
      paidAtClose: money(exact(row.paidAtClose).mul(exact('1.1'))),
    });
    const after = factsWith({ orders: changed('O2', dearer) });
    const hints = { ...noHints, rates: new Map([['O2', exact('1.1')]]) };
    expect(explained(after, hints).effects).toMatchObject([{ causes: ['rate'], changed: ['O2'] }]);
    // Without the hint, refunds and bookings look changed by hand.
    expect(causes(after)).toEqual(['refund', 'new data']);
  });

  it('is a merge where customers were merged and fewer of them are new', () => {
    const weights = { sales: '0.5', new_customers: '0.5' };
    const weightSets = facts.weightSets.map((set) =>
      set.role === 'SR' || set.role === 'AE' ? { ...set, weights } : set,
    );
    const target = {
      employeeId: 'B1',
      kpi: 'new_customers',
      base: '2',
      proration: 'none',
      ramp: '1',
    } as const;
    const counted = { ...facts, weightSets, targets: [...facts.targets, target] };
    const after = { ...counted, newCustomers: [] };
    const told = (merged: boolean) =>
      differenceOf(counted, after, { ...noHints, merged }).effects.flatMap((each) => each.causes);
    expect([told(true), told(false)]).toEqual([['merge'], ['new data']]);
  });

  it('adds up for everybody when everything happens at once', () => {
    const orders = [...changed('O2', (row) => ({ ...refund(row), ...split(row) })), newOrder];
    const { effects, before, after } = explained(factsWith({ orders, plans: [{ ...plan, cap: '8000' }] }));
    expect(effects.map((each) => each.causes)).toEqual([['rule'], ['split'], ['refund'], ['new data']]);
    expect(before).not.toBe(after);
    for (const { totalCost, payable } of effects)
      expect(money(sum(Object.values(payable).map(exact)))).toBe(totalCost);
  });

  it('names causes together that make no sense apart', () => {
    const weightSets = facts.weightSets.map((set) => (set.role === 'NEW' ? { ...set, role: 'JUNIOR' } : set));
    const employees = facts.employees.map((row) => (row.role === 'NEW' ? { ...row, role: 'JUNIOR' } : row));
    const plans = [{ ...plan, cap: '8000' }];
    expect(causes(factsWith({ weightSets, employees, plans }))).toEqual(['rule', 'people']);
  });
});
