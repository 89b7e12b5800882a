import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, date32, instant, string, strings } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const martAppraisalOrder = defineAsset({
  key: 'mart.appraisal_order',
  description: 'One order that concerns an appraised period, and what was paid for it by the day of looking.',
  descriptionZh: '与考核期间有关的一张订单，以及观察日前的收款。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    order_no: string.describe('Order number', '订单号'),
    confirmed_at: instant.describe('When the order was booked', '下单时刻'),
    booked_on: date.describe('Business date of the order', '订单业务日'),
    dq_status: category.describe(
      'Data status of the order: ok, cleared, under_review',
      '订单的数据状态：ok、cleared、under_review',
    ),
    held_by: strings.describe('Rules whose suspicions hold its credit', '导致其暂停计入的疑点所属规则'),
    due_on: date.orNull().describe('When its last invoice is due', '最后一张发票的到期日'),
    paid: baseMoney.describe('Signed payments at the booking rate', '收款额，带符号，按下单日汇率'),
    paid_at_close: baseMoney.describe('Those of them that were there at the lock', '其中锁定时已有的部分'),
    fx_gain: baseMoney.describe(
      'What the payments brought more at the rate of their own day',
      '按收款日汇率多得的部分',
    ),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'order_no'],
  inputs: {
    period: sameMonth('dim.appraisal_period'),
    seen: sameMonth('mart.appraisal_event'),
    booked: all('stg.order'),
    invoice: all('stg.invoice'),
    payment: all('fct.payment'),
    held: all('fct.order_hold'),
  },
  compute: sql(),
  checks: [unique('period_id', 'order_no')],
});
