import { date, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const entryAudit = defineEntity({
  name: 'entry_audit',
  description: 'How completely one employee kept records on one day.',
  columns: {
    employee_id: string,
    business_date: date,
    required: i32.describe('Required fields'),
    filled: i32,
  },
  key: ['employee_id', 'business_date'],
  date: 'business_date',
});
