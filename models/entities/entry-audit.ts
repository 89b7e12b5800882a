import { date, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const entryAudit = defineEntity({
  name: 'entry_audit',
  description: 'How completely one employee kept records on one day.',
  descriptionZh: '一名员工一天的录入完整程度。',
  columns: {
    employee_id: string.describe(
      'Employee number; `unassigned` when unknown',
      '员工编号；未知为 `unassigned`',
    ),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    required: i32.describe('Required fields', '必填项数').adds('additive'),
    filled: i32.describe('Of those, filled', '已填项数').adds('additive'),
  },
  key: ['employee_id', 'business_date'],
  date: 'business_date',
});
