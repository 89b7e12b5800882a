import { category, date, instant, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const receipt = defineEntity({
  name: 'receipt',
  description: 'The part of a receipt that pays one invoice; what pays none has an empty invoice_no.',
  columns: {
    receipt_no: string,
    invoice_no: string.describe('Empty: unapplied cash'),
    customer_id: string.orNull(),
    received_at: instant,
    business_date: date.describe('Day of the receipt in the company time zone'),
    currency: category,
    amount: money.describe('With tax, receipt currency; negative: money given back'),
    known_at: instant.orNull().describe('When the source learned of it; NULL: it does not tell'),
  },
  key: ['receipt_no', 'invoice_no'],
  date: 'business_date',
  survival: { by: ['receipt_no'] },
});
