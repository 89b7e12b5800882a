import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date, i32, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctEntryAudit = defineAsset({
  key: 'fct.entry_audit',
  description: 'How completely one employee kept records on one day.',
  columns: {
    employee_id: string.describe('`unassigned` when unknown'),
    business_date: date,
    required: i32.describe('Required fields').adds('additive'),
    filled: i32.adds('additive'),
  },
  partitions: monthly('business_date'),
  orderBy: ['employee_id', 'business_date'],
  inputs: { audit: sameMonth('stg.entry_audit') },
  compute: sql(),
  checks: [unique('employee_id', 'business_date')],
  scope: { employee: 'employee_id' },
});
