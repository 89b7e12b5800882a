import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, money, string, u64 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimProduct = defineAsset({
  key: 'dim.product',
  description: 'One product in its present state.',
  descriptionZh: '一个产品的现状。',
  columns: {
    product_key: u64.describe('Hash of product_id', 'product_id 的散列'),
    product_id: string.describe('Number of the product', '产品编号'),
    name: string.describe('Name', '名称'),
    category: string.describe('Narrowest category; empty when unknown', '最细品类；未知为空'),
    category_group: string.describe('Category above it; empty when unknown', '上级品类；未知为空'),
    brand: category.orNull().describe('Brand', '品牌'),
    unit: category.orNull().describe('Unit of quantity', '计量单位'),
    list_price: money
      .orNull()
      .adds('non-additive')
      .describe('List price in company currency, without tax', '目录价，本位币，不含税'),
    standard_cost: money
      .orNull()
      .adds('non-additive')
      .describe('Standard cost of a unit, company currency', '单位标准成本，本位币'),
    is_active: bool.describe('Still sold', '是否在售'),
  },
  partitions: unpartitioned(),
  orderBy: ['product_id'],
  inputs: { product: all('stg.product') },
  compute: sql(),
  checks: [unique('product_id')],
});
