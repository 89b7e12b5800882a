import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, money, string, u64 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimProduct = defineAsset({
  key: 'dim.product',
  description: 'One product in its present state.',
  columns: {
    product_key: u64.describe('Hash of product_id'),
    product_id: string,
    name: string,
    category: string.describe('Narrowest category; empty when unknown'),
    category_group: string.describe('Category above it; empty when unknown'),
    brand: category.orNull(),
    unit: category.orNull(),
    list_price: money.orNull().adds('non-additive'),
    standard_cost: money.orNull().adds('non-additive'),
    is_active: bool,
  },
  partitions: unpartitioned(),
  orderBy: ['product_id'],
  inputs: { product: all('stg.product') },
  compute: sql(),
  checks: [unique('product_id')],
});
