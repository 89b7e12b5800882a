import { category, date, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const recordCheck = defineEntity({
  name: 'record_check',
  description: 'What a check of records of one source found on one day.',
  descriptionZh: '某天对一个来源记录的核对结果。',
  columns: {
    check_id: string.describe('Number of the check', '核对编号'),
    checked_source: category.describe('System whose records were checked', '被核对的系统'),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    checked: i32.describe('Records checked', '核对的记录数').adds('additive'),
    correct: i32.describe('Records found correct', '正确的记录数').adds('additive'),
  },
  key: ['check_id'],
  date: 'business_date',
});
