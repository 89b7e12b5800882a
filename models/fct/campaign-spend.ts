import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, i32, money, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctCampaignSpend = defineAsset({
  key: 'fct.campaign_spend',
  description: 'What one campaign cost on one day in one channel, and the leads it brought.',
  columns: {
    spend_id: string,
    campaign: category.describe('Orders name it as their promotion'),
    channel: category,
    kind: category.describe('marketing, sales'),
    business_date: date,
    currency: category.describe('ISO 4217 code'),
    amount: money.describe('In its currency'),
    amount_base: baseMoney.orNull().describe('Company currency, at the rate of the day; NULL without one'),
    leads: i32.describe('Leads it brought that day').adds('additive'),
  },
  partitions: monthly('business_date'),
  orderBy: ['spend_id'],
  inputs: { spend: sameMonth('stg.campaign_spend'), rate: all('dim.fx_rate') },
  compute: sql(),
  checks: [unique('spend_id')],
});
