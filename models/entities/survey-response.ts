import { date, instant, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const surveyResponse = defineEntity({
  name: 'survey_response',
  description: 'One answer of a customer to how satisfied they are.',
  descriptionZh: '客户对满意度的一次作答。',
  columns: {
    response_id: string.describe('Number of the answer', '答卷编号'),
    employee_id: string.orNull().describe('Employee it is about', '被评价的员工'),
    customer_id: string.orNull().describe('Customer account', '客户编号'),
    answered_at: instant.describe('When it was answered', '答卷时刻'),
    business_date: date.describe('Day of the answer in the company time zone', '答卷日（公司时区）'),
    score: money.describe('Points, 1 to 5 as a rule', '分数，通常 1 至 5'),
  },
  key: ['response_id'],
  date: 'business_date',
});
