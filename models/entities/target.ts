import { category, date, i32, instant, money, ratio, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const target = defineEntity({
  name: 'target',
  description: 'One version of what an employee is to reach in a period.',
  descriptionZh: '员工某期间目标的一个版本。',
  columns: {
    employee_id: string.describe('Employee number', '员工编号'),
    kpi: category.describe('net_sales, visits, …', '指标：net_sales、visits 等'),
    period_start: date.describe('First day', '首日（含）'),
    period_end: date.describe('First day no more', '止日（不含）'),
    version: i32.describe('The highest is in force', '版本；最高者有效').isAttribute(),
    part: i32
      .describe('1, 2, …: the parts of one target add up', '1、2…：同一目标的各部分相加')
      .isAttribute(),
    value: money.describe('Company currency, or a count', '本位币金额或数量'),
    proration: category.describe(
      'By in-role days: none, calendar_day, workday, month',
      '按在岗天数折算：none、calendar_day、workday、month',
    ),
    ramp: ratio.describe(
      'Multiplies the target of a new starter; 1 without a ramp',
      '新人爬坡系数，乘以目标；无爬坡为 1',
    ),
    approved_at: instant.orNull().describe('When it was approved; NULL: not told', '批准时刻；NULL：未提供'),
  },
  key: ['employee_id', 'kpi', 'period_start', 'version', 'part'],
  date: 'period_start',
});
