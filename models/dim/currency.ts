import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date32, fxRate } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimCurrency = defineAsset({
  key: 'dim.currency',
  description: 'One currency that has a rate to the company currency, and that currency itself.',
  descriptionZh: '一种有本位币汇率的币种，以及本位币自身。',
  columns: {
    currency: category.describe('ISO 4217 code', '币种代码（ISO 4217）'),
    is_base: bool.describe('The company currency', '是否本位币'),
    first_rate_date: date32.orNull().describe('Day of the first known rate', '首个已知汇率日'),
    last_rate_date: date32.orNull().describe('Day of the newest known rate', '最新已知汇率日'),
    last_rate: fxRate.describe(
      'Company currency for one unit, the newest known',
      '一单位折合本位币，已知最新汇率',
    ),
  },
  partitions: unpartitioned(),
  orderBy: ['currency'],
  inputs: { rate: all('stg.fx_rate') },
  compute: sql(),
  checks: [unique('currency')],
});
