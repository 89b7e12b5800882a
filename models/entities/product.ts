import { bool, category, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const product = defineEntity({
  name: 'product',
  description: 'One product as the leading system knows it now.',
  descriptionZh: '一个产品，按主系统的现状。',
  columns: {
    product_id: string.describe('Number of the product', '产品编号'),
    name: string.describe('Name', '名称'),
    category: category.orNull().describe('Narrowest category', '最细品类'),
    category_group: category.orNull().describe('Category above it', '上级品类'),
    brand: category.orNull().describe('Brand', '品牌'),
    unit: category.orNull().describe('Unit of quantity', '计量单位'),
    list_price: money
      .orNull()
      .adds('non-additive')
      .describe('Company currency, without tax', '本位币，不含税'),
    standard_cost: money.orNull().adds('non-additive').describe('Company currency', '本位币'),
    is_active: bool.describe('Still sold', '是否在售'),
  },
  key: ['product_id'],
});
