import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { acceptedValues, notNull, rowDelta, sumDelta, unique } from '../kit/check.ts';
import { sameMonth, slice } from '../kit/mapping.ts';
import { fctOrderReversal } from './order-reversal.ts';

export const fctOrderEvent = defineAsset({
  key: 'fct.order_event',
  description:
    'One signed event per order line: booking, refund, cancellation. Employees come from fct.order_credit; never join it without its share.',
  columns: fctOrderReversal.columns,
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'order_no', 'line_no', 'event_seq'],
  inputs: {
    booked: sameMonth('stg.order'),
    line: sameMonth('stg.order_line'),
    reversal: sameMonth('fct.order_reversal'),
    rate: slice('dim.fx_rate'),
  },
  compute: sql(),
  checks: [
    unique('order_no', 'line_no', 'event_seq'),
    acceptedValues('event_type', ['booking', 'refund', 'cancellation']),
    notNull('fx_rate'),
    notNull('net_base'),
    rowDelta(0.5, 3),
    sumDelta('net_base', 0.5, 3),
  ],
  freshness: publishedBy('06:30'),
});
