import { category, ratio, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const orderCredit = defineEntity({
  name: 'order_credit',
  description: 'The share of an order that is credited to one employee.',
  descriptionZh: '订单计给一名员工的份额。',
  columns: {
    order_no: string.describe('Order number', '订单号'),
    employee_id: string.describe('Employee number', '员工编号'),
    kind: category.describe(
      'revenue: shares of an order sum to one; overlay: outside the sum',
      'revenue：一张订单各份额之和为 1；overlay：叠加业绩，不计入该和',
    ),
    share: ratio.describe('Of one: 0.7 is 70 %', '以 1 为整体：0.7 即 70 %'),
  },
  key: ['order_no', 'employee_id', 'kind'],
  survival: { by: ['order_no'] },
});
