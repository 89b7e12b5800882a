import { bool, category, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const product = defineEntity({
  name: 'product',
  description: 'One product as the leading system knows it now.',
  columns: {
    product_id: string,
    name: string,
    category: category.orNull().describe('Narrowest category'),
    category_group: category.orNull().describe('Category above it'),
    brand: category.orNull(),
    unit: category.orNull(),
    list_price: money.orNull().adds('non-additive').describe('Company currency, without tax'),
    standard_cost: money.orNull().adds('non-additive').describe('Company currency'),
    is_active: bool,
  },
  key: ['product_id'],
});
