import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, date, string, u8 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctSeasonMonth = defineAsset({
  key: 'fct.season_month',
  description:
    'What one product sold in one month of the year, over up to three whole years that end with the newest whole month, beside all of its months. Empty before a year is whole.',
  descriptionZh: '一个产品在一年中某月的销售额与全部月份的对照，取最近一至三个整年；不足一年为空。',
  columns: {
    product_id: string.describe('Number of the product', '产品编号'),
    month: date.describe('The newest month of that name', '历年同一月份中最近一个月的首日'),
    own_base: baseMoney.describe('Net sales of the months of that name', '历年同一月份的净销售额合计'),
    all_base: baseMoney.describe('Net sales of all months of those years', '这些年份全部月份的净销售额'),
    years: u8.describe('Whole years looked at', '所取整年数').adds('non-additive'),
  },
  partitions: monthly('month'),
  orderBy: ['month', 'product_id'],
  inputs: { event: all('fct.order_event') },
  compute: sql(),
  checks: [unique('product_id', 'month')],
});
