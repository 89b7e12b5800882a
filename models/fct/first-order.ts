import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctFirstOrder = defineAsset({
  key: 'fct.first_order',
  description: 'The first order of a company that is worth something: the day it became a customer.',
  descriptionZh: '企业首张净额为正的订单：成为客户之日。',
  columns: {
    survivor_id: string.describe('Account that stands for the company', '代表该企业的客户账号'),
    order_no: string.describe('Order number', '订单号'),
    business_date: date.describe('Booking day of that order', '该订单的签订日（公司时区）'),
    channel: string.describe(
      'Of the company’s account: direct, agent, ecommerce; empty when unknown',
      '该企业账号的渠道：direct 直销、agent 代理、ecommerce 电商；未知为空',
    ),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'survivor_id'],
  inputs: { event: all('fct.order_event'), customer: all('dim.customer') },
  compute: sql(),
  checks: [unique('survivor_id')],
});
