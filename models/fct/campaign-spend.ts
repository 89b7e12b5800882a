import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { notNull, unique } from '../kit/check.ts';
import { baseMoney, category, date, i32, money, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctCampaignSpend = defineAsset({
  key: 'fct.campaign_spend',
  description: 'What one campaign cost on one day in one channel, and the leads it brought.',
  descriptionZh: '一个营销活动一天在一个渠道的费用。',
  columns: {
    spend_id: string.describe('Number of the entry', '费用编号'),
    campaign: category.describe('Orders name it as their promotion', '营销活动，即订单的促销'),
    channel: category.describe('Sales channel; empty when unknown', '渠道；未知为空'),
    kind: category.describe('marketing, sales', '类别：marketing 市场费用、sales 销售费用'),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    currency: category.describe('ISO 4217 code', '币种代码'),
    amount: money.describe('In its currency', '原币金额'),
    amount_base: baseMoney
      .orNull()
      .describe('Company currency, at the rate of the day; NULL without one', '本位币金额；无汇率为 NULL'),
    leads: i32.describe('Leads it brought that day', '当天带来的线索数').adds('additive'),
  },
  partitions: monthly('business_date'),
  orderBy: ['spend_id'],
  inputs: { spend: sameMonth('stg.campaign_spend'), rate: all('dim.fx_rate') },
  compute: sql(),
  checks: [unique('spend_id'), notNull('amount_base')],
});
