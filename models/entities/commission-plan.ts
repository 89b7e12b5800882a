import { category, date32, i32, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const commissionPlan = defineEntity({
  name: 'commission_plan',
  description:
    'One version of a commission plan; its tiers, bands and draws stand beside it. Numbers are kept as it writes them.',
  columns: {
    plan_id: string,
    version: i32,
    org_id: string.orNull().describe('Unit whose people it is for; NULL: everybody'),
    valid_from: date32.orNull().describe('First day; NULL: always'),
    valid_to: date32.orNull().describe('First day no more; NULL: open'),
    base: category.describe('What is paid for: net_sales'),
    tier_mode: category.describe('marginal: each rate for its slice only'),
    min_attainment: string.orNull().describe('Share of the target below which nothing is earned'),
    cap: money.orNull().adds('non-additive').describe('Most that is earned in a period, company currency'),
    release: category.orNull().describe('per_deal_paid_fraction; NULL: at once'),
    bonus_min_attainment: string
      .orNull()
      .describe('Share of the team’s target from which there is a team bonus'),
    bonus_rate: string.orNull().describe('Of the team’s net sales'),
    bonus_allocation: category.orNull().describe('score_x_days'),
    manager_id: string.orNull().describe('Employee who has the override'),
    override_rate: string.orNull().describe('Of the team’s net sales'),
  },
  key: ['plan_id', 'version'],
});
