import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { notNull, query, unique } from '../kit/check.ts';
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
  descriptionZh: '订单行的一次退款或取消，记在发生月，按下单日汇率。',
  columns: {
    order_no: string.describe('Order number', '订单号'),
    line_no: i32.describe('0: the order as a whole', '订单行号；0：整张订单').isAttribute(),
    event_seq: u32
      .describe('1, 2, … in the order they happened; the booking is 0', '按发生顺序 1、2…；下单为 0')
      .isAttribute(),
    event_type: category.describe('refund, cancellation', 'refund 退款、cancellation 取消'),
    event_at: instant.describe('When it happened', '发生时刻'),
    business_date: date.describe('Day of the reversal in the company time zone', '冲减日（公司时区）'),
    booked_business_date: date.describe(
      'Booking day of the order in the company time zone',
      '订单的下单日（公司时区）',
    ),
    customer_id: string.describe('Customer account', '客户编号'),
    product_id: string.describe('Empty: the order as a whole', '产品编号；空：整张订单'),
    channel: category.describe(
      'Sales channel: direct, agent, ecommerce',
      '销售渠道：direct 直销、agent 代理、ecommerce 电商',
    ),
    promotion: category.describe('Promotion the order belongs to', '订单所属促销'),
    currency: category.describe('Currency of the document, ISO 4217', '单据币种（ISO 4217）'),
    quantity: quantity.describe('Quantity taken back, negative', '退回数量，负数'),
    net_tc: money.describe('Negative, order currency', '负数，订单币种'),
    fx_rate: fxRate.orNull().describe('Of the booking day', '下单日汇率'),
    fx_date: date.orNull().describe('Day the rate was set', '汇率公布日'),
    net_base: baseMoney.orNull().describe('Negative', '负数'),
    order_status: category.describe('Present status of the order', '订单当前状态'),
    dq_status: category.describe(
      'Of the order: ok, cleared; under_review: nobody is credited',
      '订单的数据状态：ok、cleared；under_review 核查中：不计入任何人',
    ),
    known_on: date
      .orNull()
      .describe(
        'Day it had arrived in the company time zone, where the source tells: seen from then on',
        '到达日（公司时区），来源有提供时：自该日起可见',
      ),
    source: category.describe('Source the row came from', '该行的来源'),
    source_id: string.describe('Primary key in the source', '来源中的主键'),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'order_no', 'line_no', 'event_seq'],
  inputs: {
    booked: all('stg.order'),
    line: all('stg.order_line'),
    refund: all('stg.refund'),
    rate: all('dim.fx_rate'),
    held: all('fct.order_hold'),
  },
  compute: sql(),
  checks: [unique('order_no', 'line_no', 'event_seq'), notNull('net_base'), query('refund_that_adds')],
});
