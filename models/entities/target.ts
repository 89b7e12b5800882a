import { category, date, i32, instant, money, ratio, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const target = defineEntity({
  name: 'target',
  description: 'One version of what an employee is to reach in a period.',
  columns: {
    employee_id: string,
    kpi: category.describe('net_sales, visits, …'),
    period_start: date.describe('First day'),
    period_end: date.describe('First day no more'),
    version: i32.describe('The highest is in force'),
    part: i32.describe('1, 2, …: the parts of one target add up'),
    value: money.describe('Company currency, or a count'),
    proration: category.describe('By in-role days: none, calendar_day, workday, month'),
    ramp: ratio.describe('Multiplies the target of a new starter; 1 without a ramp'),
    approved_at: instant.orNull(),
  },
  key: ['employee_id', 'kpi', 'period_start', 'version', 'part'],
  date: 'period_start',
});
