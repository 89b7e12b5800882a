import { date, i32, money, quantity, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const orderLine = defineEntity({
  name: 'order_line',
  description: 'One line of a booked order.',
  descriptionZh: '已下订单的一行。',
  columns: {
    order_no: string.describe('Order number', '订单号'),
    line_no: i32.describe('1, 2, …; unique in the order', '订单内的行号 1、2…').isAttribute(),
    product_id: string.describe('Number of the product', '产品编号'),
    quantity: quantity.describe('Quantity in the unit of the product', '数量，产品计量单位'),
    net_amount: money.describe('Without tax, after discount, order currency', '不含税、折后金额，订单币种'),
    discount_amount: money
      .orNull()
      .describe('Already subtracted from net_amount', '折扣额，已从 net_amount 扣除'),
    tax_amount: money.orNull().describe('On top of net_amount', '税额，在 net_amount 之外'),
    business_date: date.describe(
      'Booking day of the order in the company time zone',
      '订单的下单日（公司时区）',
    ),
  },
  key: ['order_no', 'line_no'],
  date: 'business_date',
  compared: { net_amount: 'sum(net_amount)', quantity: 'sum(quantity)' },
  survival: { by: ['order_no'], follows: 'order' },
});
