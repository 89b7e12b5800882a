import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, date32, fxRate } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimFxRate = defineAsset({
  key: 'dim.fx_rate',
  description:
    'The rate in force for a stretch of days: a rate holds until the next one, so days without trading take the last before them.',
  columns: {
    currency: category,
    rate: fxRate.describe('Company currency for one unit'),
    rate_date: date.describe('Day the rate was set'),
    valid_from: date32,
    valid_to: date32.describe('First day no more'),
  },
  partitions: unpartitioned(),
  orderBy: ['currency', 'valid_from'],
  inputs: { rate: all('stg.fx_rate') },
  compute: sql(),
  checks: [unique('currency', 'valid_from')],
  validity: { from: 'valid_from', to: 'valid_to' },
});
