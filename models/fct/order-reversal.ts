import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { notNull, unique } from '../kit/check.ts';
import {
  baseMoney,
  category,
  date,
  fxRate,
  i32,
  instant,
  money,
  quantity,
  string,
  u32,
} from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctOrderReversal = defineAsset({
  key: 'fct.order_reversal',
  description:
    'One refund or cancellation of an order line, in the month it happened, at the rate of the booking.',
  columns: {
    order_no: string,
    line_no: i32.describe('0: the order as a whole'),
    event_seq: u32.describe('1, 2, … in the order they happened; the booking is 0'),
    event_type: category.describe('refund, cancellation'),
    event_at: instant,
    business_date: date.describe('Day of the reversal in the company time zone'),
    booked_business_date: date,
    customer_id: string,
    product_id: string.describe('Empty: the order as a whole'),
    channel: category,
    promotion: category,
    currency: category,
    quantity,
    net_tc: money.describe('Negative, order currency'),
    fx_rate: fxRate.orNull().describe('Of the booking day'),
    fx_date: date.orNull(),
    net_base: baseMoney.orNull().describe('Negative'),
    order_status: category,
    dq_status: category.describe('Of the order: ok, cleared; under_review: nobody is credited'),
    known_on: date
      .orNull()
      .describe('Day it had arrived in the company time zone, where the source tells: seen from then on'),
    source: category,
    source_id: string,
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'order_no', 'line_no', 'event_seq'],
  inputs: {
    booked: all('stg.order'),
    line: all('stg.order_line'),
    refund: all('stg.refund'),
    rate: all('dim.fx_rate'),
  },
  compute: sql(),
  checks: [unique('order_no', 'line_no', 'event_seq'), notNull('net_base')],
});
