import { date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const customerMerge = defineEntity({
  name: 'customer_merge',
  description:
    'One decision that a customer is another one. Facts keep their customer; the map follows the decision.',
  columns: {
    from_id: string.describe('Customer that is the other one'),
    into_id: string.describe('Customer that stands for both'),
    merged_on: date32.describe('From this day on, in the company time zone'),
  },
  key: ['from_id', 'into_id', 'merged_on'],
});
