import { date, instant, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const surveyResponse = defineEntity({
  name: 'survey_response',
  description: 'One answer of a customer to how satisfied they are.',
  columns: {
    response_id: string,
    employee_id: string.orNull().describe('Employee it is about'),
    customer_id: string.orNull(),
    answered_at: instant,
    business_date: date.describe('Day of the answer in the company time zone'),
    score: money.describe('Points, 1 to 5 as a rule'),
  },
  key: ['response_id'],
  date: 'business_date',
});
