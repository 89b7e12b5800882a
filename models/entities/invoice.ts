import { category, date, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const invoice = defineEntity({
  name: 'invoice',
  description: 'One invoice of an order.',
  descriptionZh: '一张订单的发票。',
  columns: {
    invoice_no: string.describe('Invoice number', '发票号'),
    order_no: string.describe('Order number', '订单号'),
    issued_on: date.describe('Day the invoice was issued', '开票日'),
    due_date: date.describe('Day the invoice is due', '发票到期日'),
    currency: category.describe('Currency of the document, ISO 4217', '单据币种（ISO 4217）'),
    amount: money.describe('With tax, invoice currency', '含税金额，发票币种'),
  },
  key: ['invoice_no'],
  date: 'issued_on',
  compared: { amount: 'any(amount)', issued_on: 'any(issued_on)', due_date: 'any(due_date)' },
});
