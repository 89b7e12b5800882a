import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, instant, money, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctSurveyResponse = defineAsset({
  key: 'fct.survey_response',
  description:
    'One answer of a customer to how satisfied they are. Add up scores and answers; never average averages.',
  descriptionZh: '客户对满意度的一次作答。分数与答卷数可相加；不要对平均数再平均。',
  columns: {
    response_id: string.describe('Number of the answer', '答卷编号'),
    employee_id: string.describe('`unassigned` when unknown', '员工编号；未知为 `unassigned`'),
    customer_id: string.describe('Empty when unknown', '未知为空'),
    answered_at: instant.describe('When it was answered', '答卷时刻'),
    business_date: date.describe('Day of the answer in the company time zone', '答卷日（公司时区）'),
    score: money.describe('Points given', '分数'),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'employee_id', 'response_id'],
  inputs: { response: sameMonth('stg.survey_response') },
  compute: sql(),
  checks: [unique('response_id')],
  scope: { employee: 'employee_id' },
});
