import { category, date, i32, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const campaignSpend = defineEntity({
  name: 'campaign_spend',
  description: 'What one campaign cost on one day in one channel.',
  descriptionZh: '一个营销活动一天在一个渠道的费用。',
  columns: {
    spend_id: string.describe('Number of the entry', '费用编号'),
    campaign: category.describe('Orders name it as their promotion', '营销活动，即订单的促销'),
    channel: category.orNull().describe('Sales channel; NULL when unknown', '渠道；未知为 NULL'),
    kind: category.describe('marketing, sales', '类别：marketing 市场费用、sales 销售费用'),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    currency: category.describe('ISO 4217 code', '币种代码'),
    amount: money.describe('In its currency', '原币金额'),
    leads: i32.orNull().describe('Leads it brought that day', '当天带来的线索数').adds('additive'),
  },
  key: ['spend_id'],
  date: 'business_date',
});
