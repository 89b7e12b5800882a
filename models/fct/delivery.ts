import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctDelivery = defineAsset({
  key: 'fct.delivery',
  description: 'One order that was promised for a day, and whether it came; cancelled orders are left out.',
  columns: {
    order_no: string,
    due_date: date,
    delivered_on: date.orNull().describe('NULL: not yet'),
    is_delivered: bool,
    is_on_time: bool.describe('Delivered by the day it was promised for'),
    channel: category,
  },
  partitions: monthly('due_date'),
  orderBy: ['due_date', 'order_no'],
  inputs: { booked: all('stg.order') },
  compute: sql(),
  checks: [unique('order_no')],
});
