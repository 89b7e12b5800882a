import { category, date, money } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const marketSize = defineEntity({
  name: 'market_size',
  description: 'What all suppliers together sold in one segment and region in one month.',
  columns: {
    segment: category,
    region: category.describe('Name of the sales region'),
    month: date.describe('First day of the month'),
    currency: category.describe('ISO 4217 code'),
    amount: money,
  },
  key: ['segment', 'region', 'month'],
  date: 'month',
});
