import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, instant, money, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctSurveyResponse = defineAsset({
  key: 'fct.survey_response',
  description:
    'One answer of a customer to how satisfied they are. Add up scores and answers; never average averages.',
  columns: {
    response_id: string,
    employee_id: string.describe('`unassigned` when unknown'),
    customer_id: string.describe('Empty when unknown'),
    answered_at: instant,
    business_date: date,
    score: money,
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'employee_id', 'response_id'],
  inputs: { response: sameMonth('stg.survey_response') },
  compute: sql(),
  checks: [unique('response_id')],
  scope: { employee: 'employee_id' },
});
