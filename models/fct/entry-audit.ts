import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, i32, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctEntryAudit = defineAsset({
  key: 'fct.entry_audit',
  description: 'How completely one employee kept records on one day.',
  descriptionZh: '一名员工一天的录入完整程度。',
  columns: {
    employee_id: string.describe('`unassigned` when unknown', '员工编号；未知为 `unassigned`'),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    required: i32.describe('Required fields', '必填项数').adds('additive'),
    filled: i32.adds('additive').describe('Of those, filled', '已填项数'),
  },
  partitions: monthly('business_date'),
  orderBy: ['employee_id', 'business_date'],
  inputs: { audit: sameMonth('stg.entry_audit') },
  compute: sql(),
  checks: [unique('employee_id', 'business_date')],
  scope: { employee: 'employee_id' },
});
