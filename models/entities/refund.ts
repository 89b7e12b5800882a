import { date, i32, instant, money, quantity, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const refund = defineEntity({
  name: 'refund',
  description: 'One refund of an order line, or of an order as a whole.',
  descriptionZh: '一个订单行或整张订单的一次退款。',
  columns: {
    refund_no: string.describe('Number of the refund', '退款单号'),
    order_no: string.describe('Order number', '订单号'),
    line_no: i32.orNull().describe('NULL: the order as a whole', '订单行号；NULL：整张订单').isAttribute(),
    quantity: quantity.orNull().describe('Quantity taken back, positive', '退回数量，正数'),
    net_amount: money.describe('Without tax, order currency, positive', '不含税退款额，订单币种，正数'),
    refunded_at: instant.describe('When it was refunded', '退款时刻'),
    business_date: date.describe('Day of the refund in the company time zone', '退款日（公司时区）'),
    known_at: instant
      .orNull()
      .describe('When the source learned of it; NULL: it does not tell', '来源得知的时刻；NULL：来源未提供'),
  },
  key: ['refund_no'],
  date: 'business_date',
  expected: ['line_no', 'quantity'],
  entry: { happened: 'refunded_at', entered: 'known_at', withinHours: 24 },
});
