import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, category, date, i32, instant, ratio, string, u32 } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctTarget = defineAsset({
  key: 'fct.target',
  description: 'One version of an employee’s target for a KPI and a period; sum only what is in force.',
  descriptionZh: '员工某指标某期间目标的一个版本；只合计有效版本。',
  columns: {
    employee_id: string.describe('Employee number', '员工编号'),
    kpi: category.describe('Key of the KPI', '指标代码'),
    period_start: date.describe('First day', '首日（含）'),
    period_end: date.describe('First day no more', '止日（不含）'),
    days: u32.adds('non-additive').describe('Length of the period', '期间天数'),
    version: i32.describe('Version; the highest is in force', '版本；最高者有效').isAttribute(),
    is_in_force: bool.describe('The highest version', '是否有效（最高版本）'),
    part: i32
      .describe('1, 2, …: the parts of one target add up', '1、2…：同一目标的各部分相加')
      .isAttribute(),
    value: baseMoney.describe(
      'Company currency, or a count; before proration and ramp',
      '目标值：本位币金额或数量；折算与爬坡之前',
    ),
    proration: category.describe(
      'By in-role days: none, calendar_day, workday, month',
      '按在岗天数折算：none、calendar_day、workday、month',
    ),
    ramp: ratio.describe('Multiplies the target of a new starter', '新人爬坡系数，乘以目标'),
    approved_at: instant.orNull().describe('When it was approved; NULL: not told', '批准时刻；NULL：未提供'),
  },
  partitions: monthly('period_start'),
  orderBy: ['employee_id', 'kpi', 'period_start', 'version', 'part'],
  inputs: { target: sameMonth('stg.target') },
  compute: sql(),
  checks: [unique('employee_id', 'kpi', 'period_start', 'version', 'part')],
  scope: { employee: 'employee_id' },
});
