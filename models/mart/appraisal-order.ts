import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, instant, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martAppraisalOrder = defineAsset({
  key: 'mart.appraisal_order',
  description: 'One order that concerns an appraised period, and what was paid for it by the day of looking.',
  columns: {
    period_id: string,
    order_no: string,
    confirmed_at: instant,
    booked_on: date,
    dq_status: category,
    due_on: date.orNull().describe('When its last invoice is due'),
    paid: baseMoney.describe('Signed payments at the booking rate'),
    paid_at_close: baseMoney.describe('Those of them that were there at the lock'),
    fx_gain: baseMoney.describe('What the payments brought more at the rate of their own day'),
  },
  partitions: unpartitioned(),
  orderBy: ['period_id', 'order_no'],
  inputs: {
    period: all('dim.appraisal_period'),
    seen: all('mart.appraisal_event'),
    booked: all('stg.order'),
    invoice: all('stg.invoice'),
    payment: all('fct.payment'),
  },
  compute: sql(),
  checks: [unique('period_id', 'order_no')],
});
