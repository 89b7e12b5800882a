import { describe, expect, it } from 'vitest';
import type { OrderFact, PeriodFacts } from '../facts.ts';
import { facts, factsWith, order } from '../test-facts.ts';
import { findings } from './test-findings.ts';

const booked = (changes: Partial<OrderFact>) =>
  factsWith({
    orders: [
      {
        ...order({ orderNo: 'S1', bookedOn: '2026-08-01', amount: '1', revenue: { A1: '100' } }),
        ...changes,
      },
    ],
  });

describe('an order is refused', () => {
  const third = { kind: 'revenue', part: '33.33', whole: '100' } as const;
  it.each<[string, PeriodFacts, string[]]>([
    [
      'when no rate is known for its day',
      factsWith({ missingRates: [{ orderNo: 'O2', currency: 'USD', on: '2026-07-19' }] }),
      ['fx[USD]: rate_known'],
    ],
    [
      'when it is booked with a negative or an absurd amount',
      booked({
        events: [
          { kind: 'booking', on: '2026-08-01', amount: '-1' },
          { kind: 'booking', on: '2026-08-01', amount: '9999999999999' },
        ],
      }),
      ['orders[S1].booking.amount: not_negative', 'orders[S1].booking.amount: absurd_amount'],
    ],
    [
      'when a refund adds to it',
      booked({ events: [{ kind: 'refund', on: '2026-08-01', amount: '5' }] }),
      ['orders[S1].refund: event_sign'],
    ],
    [
      'when its revenue credits leave a rest',
      booked({ credits: ['A1', 'B1', 'N1'].map((employeeId) => ({ ...third, employeeId })) }),
      ['orders[S1].credits: credits_add_up'],
    ],
    [
      'when a credit is negative, or part of nothing',
      booked({
        credits: [
          { employeeId: 'A1', kind: 'revenue', part: '-10', whole: '100' },
          { employeeId: 'B1', kind: 'overlay', part: '10', whole: '0' },
        ],
      }),
      ['orders[S1].credits[A1]: not_negative', 'orders[S1].credits: credits_add_up'],
    ],
    [
      'when it is there twice',
      factsWith({ orders: [...facts.orders, ...facts.orders.slice(0, 1)] }),
      ['orders[O1]: booked_once'],
    ],
    [
      'when its instant has no time zone',
      booked({ confirmedAt: '2026-08-01 10:00:00' }),
      ['orders[S1].confirmed_at: day'],
    ],
    ['when a payment is no number', booked({ paid: '12,5' }), ['orders[S1].payments: decimal']],
    [
      'when it is due on a day that does not exist',
      booked({ dueOn: '2026-09-31' }),
      ['orders[S1].due_date: day'],
    ],
  ])('%s', (_, of, refused) => {
    expect(findings(of)).toEqual(refused);
  });

  it('but money may go back, and an order may be nobody’s deal', () => {
    expect(findings(booked({ paid: '-5', credits: [] }))).toEqual([]);
  });
});
