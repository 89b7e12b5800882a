import { bool, i32, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const planDraw = defineEntity({
  name: 'plan_draw',
  description: 'One guarantee of a commission plan: what an employee is paid at least.',
  columns: {
    plan_id: string,
    version: i32,
    employee_id: string,
    draw_no: i32.describe('1, 2, … of this employee'),
    monthly: money.describe('Company currency a month'),
    months: i32.describe('Months of the period it is given for'),
    recoverable: bool.describe('Taken from later earnings'),
  },
  key: ['plan_id', 'version', 'employee_id', 'draw_no'],
});
