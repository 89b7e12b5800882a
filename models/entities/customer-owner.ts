import { date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const customerOwner = defineEntity({
  name: 'customer_owner',
  description:
    'One stretch of time in which an employee looked after a customer: whose orders without credits are.',
  columns: {
    customer_id: string,
    employee_id: string,
    valid_from: date32.describe('First day'),
    valid_to: date32.describe('First day no more; 2299-12-31 while open'),
  },
  key: ['customer_id', 'employee_id', 'valid_from'],
});
