import { date, i32, instant, money, quantity, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const refund = defineEntity({
  name: 'refund',
  description: 'One refund of an order line, or of an order as a whole.',
  columns: {
    refund_no: string,
    order_no: string,
    line_no: i32.orNull().describe('NULL: the order as a whole'),
    quantity: quantity.orNull().describe('Quantity taken back, positive'),
    net_amount: money.describe('Without tax, order currency, positive'),
    refunded_at: instant,
    business_date: date.describe('Day of the refund in the company time zone'),
    known_at: instant.orNull().describe('When the source learned of it; NULL: it does not tell'),
  },
  key: ['refund_no'],
  date: 'business_date',
});
