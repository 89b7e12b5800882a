import { string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const priorCustomer = defineEntity({
  name: 'prior_customer',
  description:
    'One customer who had bought before the orders that are loaded begin, and therefore is never a new one.',
  descriptionZh: '在载入的订单开始之前已购买过、因此不算新客户的客户。',
  columns: { customer_id: string.describe('Customer account', '客户编号') },
  key: ['customer_id'],
});
