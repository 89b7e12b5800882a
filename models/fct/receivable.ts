import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { notNull, relationship, unique, warn } from '../kit/check.ts';
import { baseMoney, bool, category, date, i32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctReceivable = defineAsset({
  key: 'fct.receivable',
  description:
    'One invoice at one month end, from its issue until it is paid and its due month is over. Semi-additive: never sum over months.',
  columns: {
    month: date.describe('First day of the month at whose end this holds'),
    as_of: date.describe('Last day of the month, or the newest business day known in the running one'),
    invoice_no: string,
    order_no: string,
    customer_id: string,
    issued_on: date,
    due_date: date,
    is_due_in_month: bool.describe('due_date lies in this month: the base of the collection rate'),
    due_base: baseMoney
      .orNull()
      .adds('semi-additive')
      .describe('With tax, net of credits, at the booking rate'),
    paid_base: baseMoney
      .orNull()
      .adds('semi-additive')
      .describe('Paid by as_of at the booking rate, at most due_base'),
    open_base: baseMoney.orNull().adds('semi-additive'),
    overdue_days: i32.describe('Days past due at as_of while open, else 0').adds('non-additive'),
    ageing: category.describe('paid, not_due, 1-30, 31-60, 61-90, 91+'),
  },
  partitions: monthly('month'),
  orderBy: ['month', 'invoice_no'],
  inputs: {
    invoice: all('stg.invoice'),
    booked: all('stg.order'),
    line: all('stg.order_line'),
    event: all('fct.order_event'),
    payment: all('fct.payment'),
    rate: all('dim.fx_rate'),
  },
  compute: sql(),
  checks: [
    unique('month', 'invoice_no'),
    notNull('due_base'),
    warn(relationship('order_no', 'stg.order', 'order_no')),
  ],
  freshness: publishedBy('06:30'),
});
