import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { baseMoney, category, date32, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const martAppraisalCount = defineAsset({
  key: 'mart.appraisal_count',
  description: 'What is counted for an employee in an appraised period by the day of looking.',
  descriptionZh: '观察日为止，员工在考核期间内的各项计数。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    employee_id: string.describe('Employee number', '员工编号'),
    measure: category.describe(
      'followups, flagged_followups (of these), answers, answer_sum (their points), new_customers',
      'followups 跟进、flagged_followups 其中存疑、answers 答卷、answer_sum 总分、new_customers 新客户',
    ),
    value: baseMoney.describe('What was counted', '计数值'),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'employee_id', 'measure'],
  inputs: {
    period: sameMonth('dim.appraisal_period'),
    activity: all('fct.activity'),
    response: all('fct.survey_response'),
    event: all('fct.order_event'),
    credit: all('fct.order_credit'),
    map: all('dim.customer_map'),
    prior: all('stg.prior_customer'),
  },
  compute: sql(),
  checks: [
    unique('period_id', 'employee_id', 'measure'),
    acceptedValues('measure', ['followups', 'flagged_followups', 'answers', 'answer_sum', 'new_customers']),
  ],
  scope: { employee: 'employee_id' },
});
