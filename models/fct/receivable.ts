import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { notNull, relationship, unique, warn } from '../kit/check.ts';
import { baseMoney, bool, category, date, i32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctReceivable = defineAsset({
  key: 'fct.receivable',
  description:
    'One invoice at one month end, from its issue until it is paid and its due month is over. Semi-additive: never sum over months.',
  descriptionZh: '一张发票在一个月末的状态，从开票到付清且到期月结束。半可加：不得跨月相加。',
  columns: {
    month: date.describe('First day of the month at whose end this holds', '所属月份首日，数据为该月末状态'),
    as_of: date.describe(
      'Last day of the month, or the newest business day known in the running one',
      '月末；当月为已知最新业务日',
    ),
    invoice_no: string.describe('Invoice number', '发票号'),
    order_no: string.describe('Order number', '订单号'),
    customer_id: string.describe('Customer account', '客户编号'),
    issued_on: date.describe('Day the invoice was issued', '开票日'),
    due_date: date.describe('Day the invoice is due', '发票到期日'),
    is_due_in_month: bool.describe(
      'due_date lies in this month: the base of the collection rate',
      '到期日在本月：回款率的基数',
    ),
    due_base: baseMoney
      .orNull()
      .adds('semi-additive')
      .describe('With tax, net of credits, at the booking rate', '应收额：含税、扣除冲减、按下单日汇率'),
    paid_base: baseMoney
      .orNull()
      .adds('semi-additive')
      .describe(
        'Paid by as_of at the booking rate, at most due_base',
        '截至 as_of 的已收额，按下单日汇率，不超过 due_base',
      ),
    open_base: baseMoney
      .orNull()
      .adds('semi-additive')
      .describe('Not yet paid, at the booking rate', '未收额，按下单日汇率'),
    overdue_days: i32
      .describe('Days past due at as_of while open, else 0', '截至 as_of 的逾期天数；已结清为 0')
      .adds('non-additive'),
    ageing: category.describe(
      'paid, not_due, 1-30, 31-60, 61-90, 91+',
      '账龄：paid 已付、not_due 未到期、1-30、31-60、61-90、91+ 天',
    ),
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
