import { date, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const ticket = defineEntity({
  name: 'ticket',
  description: 'One request of a customer and the first reply to it.',
  columns: {
    ticket_id: string,
    employee_id: string.orNull(),
    customer_id: string.orNull(),
    requested_at: instant,
    replied_at: instant.orNull().describe('First reply; NULL: none yet'),
    business_date: date.describe('Day of the request in the company time zone'),
  },
  key: ['ticket_id'],
  date: 'business_date',
});
