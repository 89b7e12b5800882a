import { category, date, date32, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const order = defineEntity({
  name: 'order',
  description: 'One booked order; drafts are not orders yet.',
  columns: {
    order_no: string.describe('Order number in the leading system'),
    customer_id: string,
    currency: category.describe('ISO 4217 code of the document'),
    status: category.describe('confirmed, shipped, completed, cancelled'),
    channel: category.orNull(),
    promotion: category.orNull(),
    owner_id: string.orNull().describe('Employee who owns the order'),
    booked_at: instant.describe('Booking instant'),
    business_date: date.describe('Booking day in the company time zone'),
    cancelled_at: instant.orNull(),
    cancelled_on: date.orNull().describe('Cancellation day in the company time zone'),
    due_date: date.orNull().describe('Promised delivery'),
    delivered_on: date.orNull().describe('Actual delivery'),
    service_from: date32.orNull().describe('First day of the service that was sold; NULL: no service'),
    service_to: date32.orNull().describe('First day no more of the service'),
    dq_status: category.describe('ok, cleared; under_review: nobody is credited until it is cleared'),
    known_at: instant.orNull().describe('When the source learned of it; NULL: it does not tell'),
  },
  key: ['order_no'],
  date: 'business_date',
  preferred: { owner_id: 'crm' },
});
