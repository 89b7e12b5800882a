import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, date32, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const martAppraisalEvent = defineAsset({
  key: 'mart.appraisal_event',
  description:
    'What happened to one order on one day, as an appraised period sees it: orders with an event in the period, and nothing that came later than the day of looking.',
  descriptionZh: '考核期间所见的一张订单在一天内发生的事：期间内有事件的订单，不含观察日之后到达者。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    order_no: string.describe('Order number', '订单号'),
    kind: category.describe('booking, refund, cancellation', 'booking 下单、refund 退款、cancellation 取消'),
    happened_on: date.describe('Day it happened in the company time zone', '发生日（公司时区）'),
    booked_on: date.describe(
      'Business date of the order: decides the period of its credit',
      '订单业务日：决定业绩所属期间',
    ),
    amount: baseMoney.describe(
      'At the booking rate; refunds and cancellations negative',
      '按下单日汇率；退款与取消为负',
    ),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'order_no', 'happened_on', 'kind'],
  inputs: { period: sameMonth('dim.appraisal_period'), event: all('fct.order_event') },
  compute: sql(),
  checks: [unique('period_id', 'order_no', 'kind', 'happened_on')],
});
