import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { query, unique } from '../kit/check.ts';
import { category, date, date32, fxRate } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimFxRate = defineAsset({
  key: 'dim.fx_rate',
  description:
    'The rate in force for a stretch of days: a rate holds until the next one, so days without trading take the last before them.',
  descriptionZh: '一段日子内有效的汇率：汇率沿用到下一个，非交易日取其前最近者。',
  columns: {
    currency: category.describe('Currency that is converted, ISO 4217', '被折算的币种（ISO 4217）'),
    rate: fxRate.describe('Company currency for one unit', '一单位折合本位币'),
    rate_date: date.describe('Day the rate was set', '汇率公布日'),
    valid_from: date32.describe('First day', '首日（含）'),
    valid_to: date32.describe('First day no more', '止日（不含）'),
  },
  partitions: unpartitioned(),
  orderBy: ['currency', 'valid_from'],
  inputs: { rate: all('stg.fx_rate') },
  compute: sql(),
  checks: [unique('currency', 'valid_from'), query('fx_rate_not_positive')],
  validity: { from: 'valid_from', to: 'valid_to' },
});
