import { date, i32, money, quantity, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const orderLine = defineEntity({
  name: 'order_line',
  description: 'One line of a booked order.',
  columns: {
    order_no: string,
    line_no: i32.describe('1, 2, …; unique in the order'),
    product_id: string,
    quantity,
    net_amount: money.describe('Without tax, after discount, order currency'),
    discount_amount: money.orNull().describe('Already subtracted from net_amount'),
    tax_amount: money.orNull().describe('On top of net_amount'),
    business_date: date.describe('Booking day of the order in the company time zone'),
  },
  key: ['order_no', 'line_no'],
  date: 'business_date',
  survival: { by: ['order_no'], follows: 'order' },
});
