import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { relationship, unique, warn } from '../kit/check.ts';
import { bool, category, date, instant, money, string, u8 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctOpportunityChange = defineAsset({
  key: 'fct.opportunity_change',
  description: 'One change of an opportunity beside the state it left.',
  descriptionZh: '商机的一次变更及其离开的状态。',
  columns: {
    change_id: string.describe('Number of the change', '变更编号'),
    opportunity_id: string.describe('Number of the opportunity', '商机编号'),
    employee_id: string.describe(
      'Present owner; `unassigned` when unknown',
      '当前所属员工；未知为 `unassigned`',
    ),
    changed_at: instant.describe('When it changed', '变更时刻'),
    business_date: date.describe('Day it happened in the company time zone', '发生日（公司时区）'),
    is_creation: bool.describe('The opportunity was created by it', '是否为创建'),
    from_stage: category.describe('Empty at creation', '变更前阶段；创建时为空'),
    to_stage: category.describe('Stage after the change', '变更后阶段'),
    from_stage_no: u8.describe('Place in the funnel before the change', '变更前的漏斗位置').isAttribute(),
    to_stage_no: u8.describe('Place in the funnel after the change', '变更后的漏斗位置').isAttribute(),
    from_amount: money
      .orNull()
      .adds('non-additive')
      .describe('Amount before the change, order currency', '变更前金额，订单币种'),
    to_amount: money
      .orNull()
      .adds('non-additive')
      .describe('Amount after the change, order currency', '变更后金额，订单币种'),
    from_close_date: date.orNull().describe('Expected closing before the change', '变更前的预计成交日'),
    to_close_date: date.orNull().describe('Expected closing after the change', '变更后的预计成交日'),
  },
  partitions: monthly('business_date'),
  orderBy: ['opportunity_id', 'changed_at', 'change_id'],
  inputs: { change: all('stg.opportunity_change'), opportunity: all('stg.opportunity') },
  compute: sql(),
  checks: [unique('change_id'), warn(relationship('opportunity_id', 'stg.opportunity', 'opportunity_id'))],
  scope: { employee: 'employee_id' },
});
