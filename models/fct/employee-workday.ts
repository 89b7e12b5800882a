import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctEmployeeWorkday = defineAsset({
  key: 'fct.employee_workday',
  description: 'One workday on which a person was in a role of a rep, up to the newest day with follow-ups.',
  descriptionZh: '销售人员在岗的一个工作日，截至有跟进记录的最新日期。',
  columns: {
    employee_id: string.describe(
      'Employee number; `unassigned` when unknown',
      '员工编号；未知为 `unassigned`',
    ),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
  },
  partitions: monthly('business_date'),
  orderBy: ['business_date', 'employee_id'],
  inputs: { activity: all('fct.activity'), employee: all('dim.employee'), date: all('dim.date') },
  compute: sql(),
  checks: [unique('employee_id', 'business_date')],
  scope: { employee: 'employee_id' },
});
