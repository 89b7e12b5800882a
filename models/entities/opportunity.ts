import { bool, category, date, instant, money, share, string, u8 } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const opportunity = defineEntity({
  name: 'opportunity',
  description: 'One sales opportunity in its present state.',
  descriptionZh: '一个商机的现状。',
  columns: {
    opportunity_id: string.describe('Number of the opportunity', '商机编号'),
    name: string.orNull().describe('Name', '名称'),
    customer_id: string.orNull().describe('Customer account', '客户编号'),
    owner_id: string.orNull().describe('Employee who owns it', '所属员工'),
    stage: category.describe('Stage of the funnel as the source names it', '漏斗阶段，按来源命名'),
    stage_no: u8
      .describe(
        'Place in the funnel, 1 is the first; won is the last, lost is 0',
        '漏斗中的位置，1 为最前；赢单为最后，丢单为 0',
      )
      .isAttribute(),
    amount: money.orNull().describe('Without tax, order currency', '不含税，订单币种'),
    currency: category.orNull().describe('NULL: company currency', '币种；NULL：本位币'),
    probability: share.orNull().describe('Chance of winning, of one', '赢单概率，以 1 为整体'),
    forecast_category: category.orNull().describe('Forecast category of the source', '来源的预测分类'),
    lead_source: category.orNull().describe('Where the lead came from', '线索来源'),
    created_at: instant.describe('When it was created', '创建时刻'),
    created_on: date.describe(
      'Day of creation in the company time zone: the cohort',
      '创建日（公司时区），即所属批次',
    ),
    close_date: date.orNull().describe('Expected, or actual when closed', '预计成交日；已关闭则为实际日期'),
    is_closed: bool.describe('Won or lost', '是否已关闭（赢单或丢单）'),
    is_won: bool.describe('Won', '是否赢单'),
  },
  key: ['opportunity_id'],
  date: 'created_on',
  expected: ['customer_id', 'owner_id', 'amount', 'lead_source', 'close_date'],
});
