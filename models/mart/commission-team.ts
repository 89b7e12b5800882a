import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date32, i32, money, score, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martCommissionTeam = defineAsset({
  key: 'mart.commission_team',
  description: 'What one plan costs in one period, and what its people have reached together.',
  columns: {
    period_id: string,
    plan_id: string,
    plan_version: i32,
    team_id: string.describe('The team, or the plan where it is for several'),
    as_of: date32.describe('Last business day that is seen'),
    reps: i32.adds('additive'),
    target: money.orNull(),
    net_sales: money,
    attainment_pct: score.orNull(),
    bonus_pool: money,
    override: money,
    fx_gain_excluded: money.describe(
      'What currencies brought since the booking; counts for no KPI and no pay',
    ),
    total_commission_cost: money,
    published: string.describe('JSON: what the statement prints besides the reps’ own parts').isPersonal(),
  },
  partitions: unpartitioned(),
  orderBy: ['period_id', 'plan_id'],
  inputs: { facts: all('mart.appraisal_facts') },
  compute: fn('commission_team', 1),
  checks: [unique('period_id', 'plan_id')],
});
