import { describe, expect, it } from 'vitest';
import { dealsByEmployee, ordersOf, seenCash, underReview } from './deal.ts';
import { money, percent } from './rounding.ts';
import { facts } from './test-facts.ts';

const orders = ordersOf(facts.orders, facts.period, seenCash);
const everywhere = { counts: () => true };
const deals = dealsByEmployee(orders, everywhere);

describe('deals', () => {
  it('are everybody’s parts of every order booked in the period, in the order of confirmation', () => {
    const told = [...deals].map(([id, own]) => [
      id,
      own.map(({ order, kind, share, credited }) =>
        [order.fact.orderNo, kind, percent(share), money(credited)].join(' '),
      ),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      A1: [
        ...['O1 revenue 100.0000 200000.00', 'O3 revenue 33.6957 31000.00', 'O2 revenue 60.0000 60000.00'],
      ],
      B1: ['O3 revenue 66.3043 61000.00', 'O2 revenue 40.0000 40000.00'],
      N1: ['O2 overlay 10.0000 10000.00', 'O4 revenue 100.0000 0.00', 'O5 revenue 100.0000 5000.00'],
    });
  });

  it('are paid by 1 where all has come or more, and by nothing where nothing has come or less', () => {
    const [first] = facts.orders;
    const paidBy = ['200000', '200000.01', '50000', '0', '-1'].flatMap((paid) =>
      first === undefined ? [] : [{ ...first, paid }],
    );
    const found = ordersOf(paidBy, facts.period, seenCash);
    expect(found.map(({ paidFraction }) => percent(paidFraction))).toEqual([
      ...['100.0000', '100.0000', '25.0000', '0.0000', '0.0000'],
    ]);
    expect(found.map(({ paidFraction }) => paidFraction.denominator === 1n)).toEqual([
      ...[true, true, false, true, true],
    ]);
  });

  it('are due where the order is due in the period', () => {
    expect(orders.map(({ fact, isDue }) => [fact.orderNo, isDue])).toEqual([
      ...[
        ['O1', true],
        ['O3', false],
        ['O2', true],
        ['O4', true],
        ['O5', true],
      ],
    ]);
  });

  it('count where the person is in the plan on the day of the booking', () => {
    const only = dealsByEmployee(orders, { counts: (id, on) => id === 'A1' && on < '2026-08-01' });
    expect([...only].map(([id, own]) => [id, own.map(({ order }) => order.fact.orderNo)])).toEqual([
      ['A1', ['O1', 'O3']],
    ]);
  });

  it('under review are worth what their events come to, for the part of the person', () => {
    const held = facts.orders.map((row) => ({ ...row, dqStatus: 'under_review' }) as const);
    const all = dealsByEmployee(ordersOf(held, facts.period, seenCash), everywhere);
    const worth = ['A1', 'B1', 'N1'].map((id) => money(underReview(all.get(id) ?? [])));
    // N1: O4 + O5; its overlay of O2 is no sale. As things are, O4 alone is under review.
    expect([...worth, money(underReview(deals.get('N1') ?? []))]).toEqual([
      ...['291000.00', '101000.00', '55000.00', '50000.00'],
    ]);
    expect(money(underReview(deals.get('A1') ?? []))).toBe('0.00');
  });
});
