import { expect, it } from 'vitest';
import { monthlySales } from './months.ts';
import { money } from './rounding.ts';
import { factsWith, order } from './test-facts.ts';

const period = { id: 'P', from: '2026-07-15', until: '2026-09-10' };
const refund = { kind: 'refund', on: '2026-09-20', amount: '-7' } as const;
const sold = (orderNo: string, bookedOn: string, amount: string, revenue: Readonly<Record<string, string>>) =>
  order({ orderNo, bookedOn, amount, revenue });

it('months hold what the team sold on days of the period, by the day of each event and by that of the booking', () => {
  const orders = [
    sold('X1', '2026-07-14', '1000', { A1: '100' }),
    sold('X2', '2026-07-15', '100', { A1: '50', Z9: '50' }),
    order({
      orderNo: 'X3',
      bookedOn: '2026-09-09',
      amount: '40',
      reversals: [refund],
      revenue: { B1: '100' },
    }),
    sold('X4', '2026-09-10', '5000', { A1: '100' }),
    sold('X5', '2026-08-01', '300', { Z9: '100' }),
    { ...sold('X6', '2026-08-02', '600', { A1: '100' }), dqStatus: 'under_review' } as const,
    order({ orderNo: 'X7', bookedOn: '2026-08-02', amount: '70', overlay: { A1: '100' } }),
  ];
  const months = monthlySales(factsWith({ period, orders }), (id) => id !== 'Z9');
  expect(months.map(({ month, posted, restated }) => [month, money(posted), money(restated)])).toEqual([
    ['2026-07', '50.00', '50.00'],
    ['2026-08', '0.00', '0.00'],
    // The refund of 20 September is of no day of the period; it takes from the month of the booking.
    ['2026-09', '40.00', '33.00'],
  ]);
});
