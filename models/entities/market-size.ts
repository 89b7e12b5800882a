import { category, date, money } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const marketSize = defineEntity({
  name: 'market_size',
  description: 'What all suppliers together sold in one segment and region in one month.',
  descriptionZh: '一个细分市场、区域、月份的市场规模。',
  columns: {
    segment: category.describe('Product group; empty: all', '产品大类；空：全部'),
    region: category.describe('Name of the sales region', '大区名称'),
    month: date.describe('First day of the month', '当月首日'),
    currency: category.describe('ISO 4217 code', '币种代码'),
    amount: money.describe('In its currency', '原币金额'),
  },
  key: ['segment', 'region', 'month'],
  date: 'month',
});
