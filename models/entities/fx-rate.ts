import { category, date, fxRate } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const fxRateEntity = defineEntity({
  name: 'fx_rate',
  description: 'One exchange rate of one day; days without trading have none.',
  descriptionZh: '一天的一个汇率；非交易日没有。',
  columns: {
    rate_date: date.describe('Day the rate was set', '汇率公布日'),
    from_currency: category.describe('Currency that is converted', '被折算的币种'),
    to_currency: category.describe('Currency it is converted to', '折算成的币种'),
    rate: fxRate.describe(
      'Units of to_currency for one from_currency',
      '一单位 from_currency 折合的 to_currency',
    ),
  },
  key: ['rate_date', 'from_currency', 'to_currency'],
});
