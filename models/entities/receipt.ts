import { category, date, instant, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const receipt = defineEntity({
  name: 'receipt',
  description: 'The part of a receipt that pays one invoice; what pays none has an empty invoice_no.',
  descriptionZh: '收款中支付一张发票的部分；不对应发票的 invoice_no 为空。',
  columns: {
    receipt_no: string.describe('Number of the receipt', '收款单号'),
    invoice_no: string.describe('Empty: unapplied cash', '空：未核销的预收款'),
    customer_id: string.orNull().describe('Customer account', '客户编号'),
    received_at: instant.describe('When the money came in', '收款时刻'),
    business_date: date.describe('Day of the receipt in the company time zone', '收款日（公司时区）'),
    currency: category.describe('Currency of the document, ISO 4217', '单据币种（ISO 4217）'),
    amount: money.describe(
      'With tax, receipt currency; negative: money given back',
      '含税收款额，收款币种；负数为退还',
    ),
    known_at: instant
      .orNull()
      .describe('When the source learned of it; NULL: it does not tell', '来源得知的时刻；NULL：来源未提供'),
  },
  key: ['receipt_no', 'invoice_no'],
  date: 'business_date',
  expected: ['customer_id'],
  entry: { happened: 'received_at', entered: 'known_at', withinHours: 24 },
  compared: { amount: 'sum(amount)', business_date: 'any(business_date)', customer_id: 'any(customer_id)' },
  survival: { by: ['receipt_no'] },
});
