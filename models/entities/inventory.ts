import { category, date, quantity, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const inventory = defineEntity({
  name: 'inventory',
  description: 'What one warehouse held of one product at the end of a day.',
  descriptionZh: '一个仓库一天结束时一个产品的库存。',
  columns: {
    product_id: string.describe('Number of the product', '产品编号'),
    warehouse: category.describe('Warehouse', '仓库'),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    on_hand: quantity.adds('semi-additive').describe('Units held', '库存数量'),
  },
  key: ['product_id', 'warehouse', 'business_date'],
  date: 'business_date',
});
