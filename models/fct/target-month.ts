import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, i32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctTargetMonth = defineAsset({
  key: 'fct.target_month',
  description:
    'The part of a target in force that falls into one month: each month has the share of its days, and the parts add up.',
  columns: {
    employee_id: string,
    kpi: category,
    month: date,
    period_start: date.describe('First day of the target’s period'),
    part: i32,
    value: baseMoney,
  },
  partitions: monthly('month'),
  orderBy: ['month', 'employee_id', 'kpi', 'period_start', 'part'],
  inputs: { target: all('fct.target') },
  compute: sql(),
  checks: [unique('employee_id', 'kpi', 'month', 'period_start', 'part')],
  scope: { employee: 'employee_id' },
});
