import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { notNull, relationship, unique, warn } from '../kit/check.ts';
import { baseMoney, category, date, fxRate, instant, money, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctPayment = defineAsset({
  key: 'fct.payment',
  description: 'One receipt’s part that pays one invoice; unapplied cash has an empty invoice_no.',
  columns: {
    receipt_no: string,
    invoice_no: string.describe('Empty: unapplied cash'),
    order_no: string.describe('Empty: unapplied cash'),
    customer_id: string,
    received_at: instant,
    business_date: date.describe('Day of the receipt in the company time zone'),
    known_on: date
      .orNull()
      .describe('Day it had arrived in the company time zone, where the source tells: seen from then on'),
    currency: category,
    amount_tc: money.describe('With tax, receipt currency'),
    order_rate: fxRate.orNull().describe('Of the booking day; of the receipt day for unapplied cash'),
    receipt_rate: fxRate.orNull(),
    amount_at_order_rate_base: baseMoney.orNull().describe('Counts for collection'),
    amount_at_receipt_rate_base: baseMoney.orNull().describe('Cash as it came in'),
    fx_gain_base: baseMoney.orNull().describe('Receipt rate less order rate; counts for no KPI'),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'receipt_no', 'invoice_no'],
  inputs: {
    receipt: all('stg.receipt'),
    invoice: all('stg.invoice'),
    booked: all('stg.order'),
    rate: all('dim.fx_rate'),
  },
  compute: sql(),
  checks: [
    unique('receipt_no', 'invoice_no'),
    notNull('amount_at_order_rate_base'),
    warn(relationship('invoice_no', 'stg.invoice', 'invoice_no')),
    warn(relationship('order_no', 'stg.order', 'order_no')),
  ],
  freshness: publishedBy('06:30'),
});
