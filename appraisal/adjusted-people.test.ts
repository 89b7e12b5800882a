import { describe, expect, it } from 'vitest';
import { adjustmentOf } from './adjustment.ts';
import { money } from './rounding.ts';
import { facts } from './test-facts.ts';

describe('an adjustment', () => {
  it('tells everybody once, and of somebody whose deals are gone that nothing is left', () => {
    const { reps } = adjustmentOf(facts, { ...facts, orders: [] });
    expect(reps.map(({ employeeId }) => employeeId)).toEqual(['A1', 'B1', 'N1']);
    expect(reps.map(({ restated, deltaEarned }) => [restated.deals, money(deltaEarned)])).toEqual([
      [[], '-11000.00'],
      [[], '-2515.00'],
      [[], '0.00'],
    ]);
  });

  it('freezes the cash that the close had seen, not what was dated up to it later', () => {
    const orders = facts.orders.map((row) =>
      row.orderNo === 'O2' ? { ...row, paid: '100000', paidAtClose: '100000' } : row,
    );
    // Half of O2 was paid: 1,800 × ½ × 11,000 ÷ 11,730 of A1 and 1,980 × ½ × 0.5 of B1 are newly released.
    const { reps } = adjustmentOf(facts, { ...facts, orders });
    expect(reps.map((rep) => [money(rep.cashClawback), money(rep.newlyReleased)])).toEqual([
      ['0.00', '843.99'],
      ['0.00', '495.00'],
      ['0.00', '0.00'],
    ]);
  });
});
