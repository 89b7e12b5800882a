import { describe, expect, it } from 'vitest';
import { adjustmentOf } from './adjustment.ts';
import type { OrderFact, PeriodFacts } from './facts.ts';
import { publishedAdjustment } from './published.ts';
import { facts, factsWith, order, planned } from './test-facts.ts';

function changed(orderNo: string, change: Partial<OrderFact>): OrderFact[] {
  return facts.orders.map((row) => (row.orderNo === orderNo ? { ...row, ...change } : row));
}

function adjusted(later: Partial<PeriodFacts>, closed = facts) {
  return publishedAdjustment(adjustmentOf(closed, { ...closed, asOf: '2026-10-31', ...later }));
}

const o2 = facts.orders.find(({ orderNo }) => orderNo === 'O2');
const refunded = changed('O2', {
  events: [...(o2?.events ?? []), { kind: 'refund', on: '2026-10-10', amount: '-20000' }],
  paid: '80000',
});

describe('an adjustment', () => {
  it('is nothing when nothing changed', () => {
    const { reps, team, manager_override_delta } = adjusted({});
    for (const rep of Object.values(reps))
      expect([rep.delta_earned, rep.cash_clawback, rep.newly_released]).toEqual(['0.00', '0.00', '0.00']);
    expect([team.net_restated, manager_override_delta]).toEqual(['397000.00', '0.00']);
  });

  // A1: O1 9,000 + O3 930 + O2 1,440 = 11,370, still above the cap of 11,000.
  // With the cash of the close O2 is paid 50,000 ÷ 80,000: (9,000 + 900) × 11,000 ÷ 11,370 − 9,283.89.
  it('takes from what the cap withheld first, and splits the rest into cash and held', () => {
    expect(adjusted({ orders: refunded }).reps.A1).toEqual({
      earned_closed: '11000.00',
      earned_restated: '11000.00',
      delta_earned: '0.00',
      cash_clawback: '293.95',
      delta_held_from_sales_change: '-293.95',
      newly_released: '522.43',
      held_after: '899.74',
    });
  });

  // B1: (3,050 + 32,000 × 5 %) × 0.5 = 2,325; frozen 1,600 × 0.625 × 0.5 = 500 against 495; later 1,600 × 0.5
  it('keeps the coefficient of the close', () => {
    expect(adjusted({ orders: refunded }).reps.B1).toEqual({
      earned_closed: '2515.00',
      earned_restated: '2325.00',
      delta_earned: '-190.00',
      cash_clawback: '5.00',
      delta_held_from_sales_change: '-195.00',
      newly_released: '300.00',
      held_after: '1525.00',
    });
  });

  it('keeps the gate of the close: a cleared order does not lift anybody over it', () => {
    const { reps, team } = adjusted({ orders: changed('O4', { dqStatus: 'cleared' }) });
    expect(reps.N1?.earned_restated).toBe('0.00');
    expect(team).toEqual({
      net_closed: '397000.00',
      net_restated: '447000.00',
      attainment_restated_pct: '86.7961',
      team_bonus_reopened: false,
    });
  });

  it('pays a cleared order where there is no gate, its cash of the close at once', () => {
    const closed = planned({ minAttainment: null });
    const { reps, manager_override_delta } = adjusted(
      { orders: changed('O4', { dqStatus: 'cleared' }) },
      closed,
    );
    // 7,500 at 5 %, 7,500 at 3 %, 40,000 at 2 % of 55,000, × 0.5; before, 250 × 0.5
    expect(reps.N1).toMatchObject({
      earned_closed: '125.00',
      earned_restated: '700.00',
      cash_clawback: '575.00',
      newly_released: '0.00',
      held_after: '0.00',
    });
    expect(manager_override_delta).toBe('100.00');
  });

  it('holds later cash against an order that the close did not know', () => {
    const late = order({
      orderNo: 'O6',
      bookedOn: '2026-09-20',
      amount: '10000',
      paid: '10000',
      paidAtClose: '4000',
      revenue: { B1: '100' },
    });
    // 101,000 reached: 10,000 at 3 % × 0.5 = 150, of which 4/10 by the cash of the close
    expect(adjusted({ orders: [...facts.orders, late] }).reps.B1).toMatchObject({
      delta_earned: '150.00',
      cash_clawback: '60.00',
      delta_held_from_sales_change: '90.00',
      newly_released: '90.00',
    });
  });

  it('ignores targets and plans filed after the close', () => {
    const later = {
      targets: facts.targets.map((row) => ({ ...row, base: '1' })),
      plans: planned({ cap: '1' }).plans,
    };
    const { reps, team } = adjusted(later);
    expect(Object.values(reps).map(({ delta_earned }) => delta_earned)).toEqual(['0.00', '0.00', '0.00']);
    expect(team.attainment_restated_pct).toBe('77.0874');
  });

  it('lists somebody who appears only later, by later terms', () => {
    const newcomer = {
      employeeId: 'Z1',
      name: '郑',
      kind: 'rep',
      role: 'NEW',
      managerId: 'M1',
      from: '2026-07-01',
      until: '2100-01-01',
    } as const;
    const sold = order({ orderNo: 'O7', bookedOn: '2026-09-21', amount: '1000', revenue: { Z1: '100' } });
    const { reps } = adjusted({ employees: [...facts.employees, newcomer], orders: [...facts.orders, sold] });
    expect(reps.Z1).toMatchObject({ earned_closed: '0.00', earned_restated: '50.00', held_after: '50.00' });
  });

  it('has no override to change without a manager, and no attainment without a target', () => {
    const { manager_override_delta, team } = adjusted(
      { orders: refunded },
      { ...factsWith({ targets: [] }), plans: planned({ manager: null }).plans },
    );
    expect([manager_override_delta, team.attainment_restated_pct]).toEqual(['0.00', null]);
  });
});
