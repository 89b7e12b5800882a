import { category, date, quantity, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const inventory = defineEntity({
  name: 'inventory',
  description: 'What one warehouse held of one product at the end of a day.',
  columns: {
    product_id: string,
    warehouse: category,
    business_date: date,
    on_hand: quantity.adds('semi-additive'),
  },
  key: ['product_id', 'warehouse', 'business_date'],
  date: 'business_date',
});
