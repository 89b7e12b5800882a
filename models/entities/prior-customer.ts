import { string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const priorCustomer = defineEntity({
  name: 'prior_customer',
  description:
    'One customer who had bought before the orders that are loaded begin, and therefore is never a new one.',
  columns: { customer_id: string },
  key: ['customer_id'],
});
