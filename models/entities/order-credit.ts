import { category, ratio, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const orderCredit = defineEntity({
  name: 'order_credit',
  description: 'The share of an order that is credited to one employee.',
  columns: {
    order_no: string,
    employee_id: string,
    kind: category.describe('revenue: shares of an order sum to one; overlay: outside the sum'),
    share: ratio.describe('Of one: 0.7 is 70 %'),
  },
  key: ['order_no', 'employee_id', 'kind'],
  survival: { by: ['order_no'] },
});
