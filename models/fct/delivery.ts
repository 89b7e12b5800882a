import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date, i32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctDelivery = defineAsset({
  key: 'fct.delivery',
  description: 'One order that was promised for a day, and whether it came; cancelled orders are left out.',
  descriptionZh: '一张有承诺交付日的订单及是否到货；取消的不计。',
  columns: {
    order_no: string.describe('Order number', '订单号'),
    due_date: date.describe('Promised day', '承诺交付日'),
    delivered_on: date.orNull().describe('NULL: not yet', '实际交付日；NULL：未交付'),
    is_delivered: bool.describe('Has come', '是否已交付'),
    is_on_time: bool.describe('Delivered by the day it was promised for', '是否按期交付'),
    days: i32
      .orNull()
      .describe(
        'From the day it was ordered to the day it came; NULL: not yet',
        '从下单到交付的天数；NULL：未交付',
      )
      .adds('non-additive'),
    channel: category.describe('Sales channel; empty when unknown', '渠道；未知为空'),
  },
  partitions: monthly('due_date'),
  orderBy: ['due_date', 'order_no'],
  inputs: { booked: all('stg.order'), held: all('fct.order_hold') },
  compute: sql(),
  checks: [unique('order_no')],
});
