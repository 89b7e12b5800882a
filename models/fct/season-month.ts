import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, date, string, u8 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctSeasonMonth = defineAsset({
  key: 'fct.season_month',
  description:
    'What one product sold in one month of the year, over up to three whole years that end with the newest whole month, beside all of its months. Empty before a year is whole.',
  columns: {
    product_id: string,
    month: date.describe('The newest month of that name'),
    own_base: baseMoney.describe('Net sales of the months of that name'),
    all_base: baseMoney.describe('Net sales of all months of those years'),
    years: u8,
  },
  partitions: monthly('month'),
  orderBy: ['month', 'product_id'],
  inputs: { event: all('fct.order_event') },
  compute: sql(),
  checks: [unique('product_id', 'month')],
});
