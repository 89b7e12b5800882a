import { expect, it } from 'vitest';
import { adjustmentText } from './adjustment-text.ts';

const rep = {
  ...{ earned_closed: '5304.00', earned_restated: '4584.00', delta_earned: '-720.00', cash_clawback: '0.00' },
  ...{ delta_held_from_sales_change: '-720.00', newly_released: '960.00', held_after: '652.80' },
};
const adjusted = {
  as_of: '2026-04-30',
  reps: { B2: rep },
  team: {
    ...{ net_closed: '397000.00', net_restated: '367000.00', attainment_restated_pct: '71.2621' },
    team_bonus_reopened: false,
  },
  manager_override_delta: '-60.00',
};
const closed = { periodId: '2026Q1', planId: 'P' };

it('is said in the language of the company', () => {
  const english = adjustmentText(closed, adjusted, 'en');
  expect(english).toMatch(
    /^2026Q1 by plan P, seen on 2026-04-30: net sales 397000\.00 → 367000\.00, override -60\.00\n\nPerson +Earned at close/,
  );
  expect(english).toMatch(/^B2 +5304\.00 +4584\.00 +-720\.00 +0\.00 +-720\.00 +960\.00 +652\.80$/m);
  const chinese = adjustmentText(closed, adjusted, 'zh');
  expect(chinese).toMatch(
    /^2026Q1，方案 P，按 2026-04-30 所见：销售额 397000\.00 → 367000\.00，管理提成变动 -60\.00\n\n员工 /,
  );
  expect(chinese).toMatch(/^B2 .*652\.80$/m);
});
