import { category, date, fxRate } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const fxRateEntity = defineEntity({
  name: 'fx_rate',
  description: 'One exchange rate of one day; days without trading have none.',
  columns: {
    rate_date: date,
    from_currency: category,
    to_currency: category,
    rate: fxRate.describe('Units of to_currency for one from_currency'),
  },
  key: ['rate_date', 'from_currency', 'to_currency'],
});
