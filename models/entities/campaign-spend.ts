import { category, date, i32, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const campaignSpend = defineEntity({
  name: 'campaign_spend',
  description: 'What one campaign cost on one day in one channel.',
  columns: {
    spend_id: string,
    campaign: category.describe('Orders name it as their promotion'),
    channel: category.orNull(),
    kind: category.describe('marketing, sales'),
    business_date: date,
    currency: category.describe('ISO 4217 code'),
    amount: money,
    leads: i32.orNull().describe('Leads it brought that day'),
  },
  key: ['spend_id'],
  date: 'business_date',
});
