import { category, date, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const recordCheck = defineEntity({
  name: 'record_check',
  description: 'What a check of records of one source found on one day.',
  columns: {
    check_id: string,
    checked_source: category.describe('System whose records were checked'),
    business_date: date,
    checked: i32,
    correct: i32,
  },
  key: ['check_id'],
  date: 'business_date',
});
