import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { notNull, relationship, unique, warn } from '../kit/check.ts';
import { baseMoney, category, date, fxRate, instant, money, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctPayment = defineAsset({
  key: 'fct.payment',
  description: 'One receipt’s part that pays one invoice; unapplied cash has an empty invoice_no.',
  descriptionZh: '收款中支付一张发票的部分；未核销的预收款 invoice_no 为空。',
  columns: {
    receipt_no: string.describe('Number of the receipt', '收款单号'),
    invoice_no: string.describe('Empty: unapplied cash', '空：未核销的预收款'),
    order_no: string.describe('Empty: unapplied cash', '空：未核销的预收款'),
    customer_id: string.describe('Customer account', '客户编号'),
    received_at: instant.describe('When the money came in', '收款时刻'),
    business_date: date.describe('Day of the receipt in the company time zone', '收款日（公司时区）'),
    known_on: date
      .orNull()
      .describe(
        'Day it had arrived in the company time zone, where the source tells: seen from then on',
        '到达日（公司时区），来源有提供时：自该日起可见',
      ),
    currency: category.describe('Currency of the document, ISO 4217', '单据币种（ISO 4217）'),
    amount_tc: money.describe('With tax, receipt currency', '含税金额，收款币种'),
    order_rate: fxRate
      .orNull()
      .describe(
        'Of the booking day; of the receipt day for unapplied cash',
        '下单日汇率；未核销款为收款日汇率',
      ),
    receipt_rate: fxRate.orNull().describe('Of the receipt day', '收款日汇率'),
    amount_at_order_rate_base: baseMoney
      .orNull()
      .describe('Counts for collection', '按下单日汇率的收款额，计入回款'),
    amount_at_receipt_rate_base: baseMoney.orNull().describe('Cash as it came in', '按收款日汇率的实收额'),
    fx_gain_base: baseMoney
      .orNull()
      .describe(
        'Receipt rate less order rate; counts for no KPI',
        '收款日汇率与下单日汇率之差；不计入任何指标',
      ),
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
