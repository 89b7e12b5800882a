import { category, date, instant, money, share, string, u8 } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const opportunityChange = defineEntity({
  name: 'opportunity_change',
  description: 'One state an opportunity entered: its creation and every later change.',
  descriptionZh: '商机进入的一个状态：创建及以后的每次变更。',
  columns: {
    change_id: string.describe('Number of the change', '变更编号'),
    opportunity_id: string.describe('Number of the opportunity', '商机编号'),
    changed_at: instant.describe('When it changed', '变更时刻'),
    business_date: date.describe('Day of the change in the company time zone', '变更日（公司时区）'),
    stage: category.describe('Stage of the funnel as the source names it', '漏斗阶段，按来源命名'),
    stage_no: u8
      .describe(
        'Place in the funnel, 1 is the first; won is the last, lost is 0',
        '漏斗中的位置，1 为最前；赢单为最后，丢单为 0',
      )
      .isAttribute(),
    amount: money
      .orNull()
      .adds('non-additive')
      .describe('Amount after the change, order currency', '变更后金额，订单币种'),
    probability: share.orNull().describe('Chance of winning, of one', '赢单概率，以 1 为整体'),
    close_date: date.orNull().describe('Expected closing after the change', '变更后的预计成交日'),
    forecast_category: category.orNull().describe('Forecast category of the source', '来源的预测分类'),
    changed_by: string.orNull().describe('Employee', '操作的员工'),
  },
  key: ['change_id'],
  date: 'business_date',
});
