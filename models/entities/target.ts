import { category, date, i32, instant, money, string } from '../kit/column.ts';
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
    value: money.describe('Company currency, or a count'),
    approved_at: instant.orNull(),
  },
  key: ['employee_id', 'kpi', 'period_start', 'version'],
  date: 'period_start',
});
