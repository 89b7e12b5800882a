import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, category, date, i32, instant, ratio, string, u32 } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctTarget = defineAsset({
  key: 'fct.target',
  description: 'One version of an employee’s target for a KPI and a period; sum only what is in force.',
  columns: {
    employee_id: string,
    kpi: category,
    period_start: date.describe('First day'),
    period_end: date.describe('First day no more'),
    days: u32.adds('non-additive').describe('Length of the period'),
    version: i32,
    is_in_force: bool.describe('The highest version'),
    part: i32.describe('1, 2, …: the parts of one target add up'),
    value: baseMoney.describe('Company currency, or a count; before proration and ramp'),
    proration: category.describe('By in-role days: none, calendar_day, workday, month'),
    ramp: ratio.describe('Multiplies the target of a new starter'),
    approved_at: instant.orNull(),
  },
  partitions: monthly('period_start'),
  orderBy: ['employee_id', 'kpi', 'period_start', 'version', 'part'],
  inputs: { target: sameMonth('stg.target') },
  compute: sql(),
  checks: [unique('employee_id', 'kpi', 'period_start', 'version', 'part')],
  scope: { employee: 'employee_id' },
});
