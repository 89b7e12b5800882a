import { category, date, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const invoice = defineEntity({
  name: 'invoice',
  description: 'One invoice of an order.',
  columns: {
    invoice_no: string,
    order_no: string,
    issued_on: date,
    due_date: date,
    currency: category,
    amount: money.describe('With tax, invoice currency'),
  },
  key: ['invoice_no'],
  date: 'issued_on',
});
