import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, quantity, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctInventory = defineAsset({
  key: 'fct.inventory',
  description: 'What one warehouse held of one product at the end of a day.',
  descriptionZh: '一个仓库一天结束时一个产品的库存。',
  columns: {
    product_id: string.describe('Number of the product', '产品编号'),
    warehouse: category.describe('Warehouse', '仓库'),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    on_hand: quantity.adds('semi-additive').describe('Units held', '库存数量'),
    units_28d: quantity
      .adds('semi-additive')
      .describe(
        'Units of the product sold in the 28 days up to the day; with its first warehouse, else 0',
        '28 天销量；记在产品的第一个仓库，其余为 0',
      ),
  },
  partitions: monthly('business_date'),
  orderBy: ['product_id', 'warehouse', 'business_date'],
  inputs: { stock: sameMonth('stg.inventory'), event: all('fct.order_event') },
  compute: sql(),
  checks: [unique('product_id', 'warehouse', 'business_date')],
});
