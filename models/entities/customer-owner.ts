import { date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const customerOwner = defineEntity({
  name: 'customer_owner',
  description:
    'One stretch of time in which an employee looked after a customer: whose orders without credits are.',
  descriptionZh: '一名员工负责一个客户的一段时间：无份额的订单归其所有。',
  columns: {
    customer_id: string.describe('Customer account', '客户编号'),
    employee_id: string.describe('Employee number', '员工编号'),
    valid_from: date32.describe('First day', '首日（含）'),
    valid_to: date32.describe(
      'First day no more; 2299-12-31 while open',
      '止日（不含）；未结束为 2299-12-31',
    ),
  },
  key: ['customer_id', 'employee_id', 'valid_from'],
});
