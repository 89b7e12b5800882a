import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { acceptedValues, notNull, query, rowDelta, sumDelta, unique } from '../kit/check.ts';
import { baseMoney, category, date, money, quantity } from '../kit/column.ts';
import { sameMonth, slice } from '../kit/mapping.ts';
import { fctOrderReversal } from './order-reversal.ts';

export const fctOrderEvent = defineAsset({
  key: 'fct.order_event',
  description:
    'One signed event per order line: booking, refund, cancellation. Employees come from fct.order_credit; never join it without its share.',
  descriptionZh:
    '每个订单行的一次带符号事件：下单、退款、取消。员工来自 fct.order_credit；关联时必须乘以份额。',
  columns: {
    ...fctOrderReversal.columns,
    event_type: category.describe(
      'booking, refund, cancellation',
      'booking 下单、refund 退款、cancellation 取消',
    ),
    business_date: date.describe('Day of the event in the company time zone', '事件日（公司时区）'),
    quantity: quantity.describe('Negative where goods came back', '数量；退回为负数'),
    net_tc: money.describe(
      'Without tax, order currency; refunds and cancellations negative',
      '不含税净额，订单币种；退款与取消为负数',
    ),
    net_base: baseMoney
      .orNull()
      .describe(
        'Without tax, company currency, at the booking rate, unrounded; refunds and cancellations negative',
        '不含税净额，本位币，按下单日汇率，未舍入；退款与取消为负数',
      ),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'order_no', 'line_no', 'event_seq'],
  inputs: {
    booked: sameMonth('stg.order'),
    line: sameMonth('stg.order_line'),
    reversal: sameMonth('fct.order_reversal'),
    held: sameMonth('fct.order_hold'),
    rate: slice('dim.fx_rate'),
  },
  compute: sql(),
  checks: [
    unique('order_no', 'line_no', 'event_seq'),
    acceptedValues('event_type', ['booking', 'refund', 'cancellation']),
    notNull('fx_rate'),
    notNull('net_base'),
    query('order_amount_absurd'),
    rowDelta(0.5, 3),
    sumDelta('net_base', 0.5, 3),
  ],
  freshness: publishedBy('06:30'),
});
