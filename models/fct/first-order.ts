import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctFirstOrder = defineAsset({
  key: 'fct.first_order',
  description: 'The first order of a company that is worth something: the day it became a customer.',
  columns: {
    survivor_id: string.describe('Account that stands for the company'),
    order_no: string,
    business_date: date.describe('Booking day of that order'),
    channel: string.describe('Of the company’s account: direct, agent, ecommerce; empty when unknown'),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'survivor_id'],
  inputs: { event: all('fct.order_event'), customer: all('dim.customer') },
  compute: sql(),
  checks: [unique('survivor_id')],
});
