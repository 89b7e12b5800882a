import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martAppraisalEvent = defineAsset({
  key: 'mart.appraisal_event',
  description:
    'What happened to one order on one day, as an appraised period sees it: orders with an event in the period, and nothing that came later than the day of looking.',
  columns: {
    period_id: string,
    order_no: string,
    kind: category.describe('booking, refund, cancellation'),
    happened_on: date,
    booked_on: date.describe('Business date of the order: decides the period of its credit'),
    amount: baseMoney.describe('At the booking rate; refunds and cancellations negative'),
  },
  partitions: unpartitioned(),
  orderBy: ['period_id', 'order_no', 'happened_on', 'kind'],
  inputs: { period: all('dim.appraisal_period'), event: all('fct.order_event') },
  compute: sql(),
  checks: [unique('period_id', 'order_no', 'kind', 'happened_on')],
});
