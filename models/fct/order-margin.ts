import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, i32, string, u32 } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctOrderMargin = defineAsset({
  key: 'fct.order_margin',
  description:
    'One signed order event of a campaign beside its margin: net sales less standard cost, known where the product has one.',
  descriptionZh: '一条营销活动订单的事件及其毛利（净销售额减标准成本）；仅产品有标准成本时有值。',
  columns: {
    order_no: string.describe('Order number', '订单号'),
    line_no: i32.describe('Line of the order', '订单行号').isAttribute(),
    event_seq: u32.describe('Order of events', '事件序号').isAttribute(),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    campaign: category.describe('Campaign; orders name it as their promotion', '营销活动，即订单的促销'),
    channel: category.describe('Sales channel; empty when unknown', '渠道；未知为空'),
    margin_base: baseMoney
      .orNull()
      .describe(
        'Net sales less standard cost; NULL: the product has none',
        '毛利：净销售额减标准成本；产品无标准成本为 NULL',
      ),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'order_no', 'line_no', 'event_seq'],
  inputs: { event: sameMonth('fct.order_event'), product: all('dim.product') },
  compute: sql(),
  checks: [unique('order_no', 'line_no', 'event_seq')],
});
