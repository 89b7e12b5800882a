import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date32, fxRate } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCurrency = defineAsset({
  key: 'dim.currency',
  description: 'One currency that has a rate to the company currency, and that currency itself.',
  columns: {
    currency: category.describe('ISO 4217 code'),
    is_base: bool.describe('The company currency'),
    first_rate_date: date32.orNull(),
    last_rate_date: date32.orNull(),
    last_rate: fxRate.describe('Company currency for one unit, the newest known'),
  },
  partitions: unpartitioned(),
  orderBy: ['currency'],
  inputs: { rate: all('stg.fx_rate') },
  compute: sql(),
  checks: [unique('currency')],
});
