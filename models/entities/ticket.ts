import { date, instant, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const ticket = defineEntity({
  name: 'ticket',
  description: 'One request of a customer and the first reply to it.',
  descriptionZh: '客户的一次请求及首次回复。',
  columns: {
    ticket_id: string.describe('Number of the request', '请求编号'),
    employee_id: string.orNull().describe('Employee number; NULL when unknown', '员工编号；未知为 NULL'),
    customer_id: string.orNull().describe('Account; NULL when unknown', '客户账号；未知为 NULL'),
    requested_at: instant.describe('When it was asked', '请求时刻'),
    replied_at: instant.orNull().describe('First reply; NULL: none yet', '首次回复时刻；NULL：尚无'),
    business_date: date.describe('Day of the request in the company time zone', '日期（公司时区）'),
  },
  key: ['ticket_id'],
  date: 'business_date',
});
