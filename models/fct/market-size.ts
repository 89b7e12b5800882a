import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, money } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctMarketSize = defineAsset({
  key: 'fct.market_size',
  description:
    'What all suppliers together sold in one segment and region in one month, beside our own net sales there.',
  columns: {
    segment: category,
    region: category.describe('Name of the sales region'),
    month: date.describe('First day of the month'),
    currency: category.describe('ISO 4217 code'),
    amount: money.describe('In its currency'),
    amount_base: baseMoney.orNull().describe('Company currency, at the rate of the day; NULL without one'),
    own_base: baseMoney.describe(
      'Our net sales of the segment, credited to people of the region in the month',
    ),
  },
  partitions: monthly('month'),
  orderBy: ['segment', 'region', 'month'],
  inputs: {
    market: sameMonth('stg.market_size'),
    rate: all('dim.fx_rate'),
    event: sameMonth('fct.order_event'),
    credit: all('fct.order_credit'),
    employee: all('dim.employee'),
    product: all('dim.product'),
  },
  compute: sql(),
  checks: [unique('segment', 'region', 'month')],
  scope: { region: 'region' },
});
