import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, f64, instant, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctTicket = defineAsset({
  key: 'fct.ticket',
  description: 'One request of a customer and the first reply to it.',
  descriptionZh: '客户的一次请求及首次回复。',
  columns: {
    ticket_id: string.describe('Number of the request', '请求编号'),
    employee_id: string.describe('`unassigned` when unknown', '员工编号；未知为 `unassigned`'),
    customer_id: string.describe('Account; empty when unknown', '客户账号；未知为空'),
    requested_at: instant.describe('When it was asked', '请求时刻'),
    replied_at: instant.orNull().describe('First reply; NULL: none yet', '首次回复时刻；NULL：尚无'),
    business_date: date.describe('Day of the request in the company time zone', '日期（公司时区）'),
    reply_hours: f64
      .orNull()
      .describe('From request to first reply; NULL: none yet', '请求到首次回复的小时数；NULL：尚无'),
  },
  partitions: monthly('business_date'),
  orderBy: ['ticket_id'],
  inputs: { ticket: sameMonth('stg.ticket') },
  compute: sql(),
  checks: [unique('ticket_id')],
  scope: { employee: 'employee_id' },
});
