import { bool, i32, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const planDraw = defineEntity({
  name: 'plan_draw',
  description: 'One guarantee of a commission plan: what an employee is paid at least.',
  descriptionZh: '提成方案的一项保底：员工至少得到多少。',
  columns: {
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    version: i32.describe('Version; the highest is in force', '版本；最高者有效').isAttribute(),
    employee_id: string.describe('Employee number', '员工编号'),
    draw_no: i32.describe('1, 2, … of this employee', '该员工的第 1、2…笔').isAttribute(),
    monthly: money.describe('Company currency a month', '每月金额，本位币'),
    months: i32.describe('Months of the period it is given for', '本期内保底的月数').isAttribute(),
    recoverable: bool.describe('Taken from later earnings', '是否从以后收入中收回'),
  },
  key: ['plan_id', 'version', 'employee_id', 'draw_no'],
});
