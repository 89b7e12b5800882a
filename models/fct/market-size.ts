import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { notNull, unique } from '../kit/check.ts';
import { baseMoney, bool, category, date, money } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctMarketSize = defineAsset({
  key: 'fct.market_size',
  description:
    'What all suppliers together sold in one segment and region in one month, beside our own net sales there.',
  descriptionZh: '一个细分市场、区域、月份的市场规模。',
  columns: {
    segment: category.describe('Product group; empty: all', '产品大类；空：全部'),
    region: category.describe('Name of the sales region', '大区名称'),
    month: date.describe('First day of the month', '当月首日'),
    currency: category.describe('ISO 4217 code', '币种代码'),
    amount: money.describe('In its currency', '原币金额'),
    amount_base: baseMoney
      .orNull()
      .describe('Company currency, at the rate of the day; NULL without one', '本位币金额；无汇率为 NULL'),
    own_base: baseMoney.describe(
      'Our net sales of the segment, credited to people of the region in the month',
      '本公司在该细分市场的净销售额，按当月归属该区域的人员计',
    ),
    is_overlapping: bool.describe(
      'A wider one of the month holds it, or shares a part with it: not added to that one',
      '已包含于当月范围更大的一行，或与其部分重叠：不与之相加',
    ),
  },
  partitions: monthly('month'),
  orderBy: ['segment', 'region', 'month'],
  inputs: {
    market: sameMonth('stg.market_size'),
    rate: all('dim.fx_rate'),
    event: sameMonth('fct.order_event'),
    credit: sameMonth('fct.month_credit'),
    employee: all('dim.employee'),
    product: all('dim.product'),
  },
  compute: sql(),
  checks: [unique('segment', 'region', 'month'), notNull('amount_base')],
  scope: { region: 'region' },
});
