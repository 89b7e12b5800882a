import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, i32, string, u32 } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const fctOrderMargin = defineAsset({
  key: 'fct.order_margin',
  description:
    'One signed order event of a campaign beside its margin: net sales less standard cost, known where the product has one.',
  columns: {
    order_no: string,
    line_no: i32,
    event_seq: u32,
    business_date: date,
    campaign: category,
    channel: category,
    margin_base: baseMoney,
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'order_no', 'line_no', 'event_seq'],
  inputs: { event: sameMonth('fct.order_event'), product: all('dim.product') },
  compute: sql(),
  checks: [unique('order_no', 'line_no', 'event_seq')],
});
