import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, quantity, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctInventory = defineAsset({
  key: 'fct.inventory',
  description: 'What one warehouse held of one product at the end of a day.',
  columns: {
    product_id: string,
    warehouse: category,
    business_date: date,
    on_hand: quantity.adds('semi-additive'),
    units_28d: quantity
      .adds('semi-additive')
      .describe('Units of the product sold in the 28 days up to the day; with its first warehouse, else 0'),
  },
  partitions: monthly('business_date'),
  orderBy: ['product_id', 'warehouse', 'business_date'],
  inputs: { stock: sameMonth('stg.inventory'), event: all('fct.order_event') },
  compute: sql(),
  checks: [unique('product_id', 'warehouse', 'business_date')],
});
