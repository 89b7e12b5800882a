import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, i32, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctRecordCheck = defineAsset({
  key: 'fct.record_check',
  description: 'What a check of records of one source found on one day.',
  descriptionZh: '某天对一个来源记录的核对结果。',
  columns: {
    check_id: string.describe('Number of the check', '核对编号'),
    checked_source: category.describe('System whose records were checked', '被核对的系统'),
    business_date: date.describe('Day in the company time zone', '日期（公司时区）'),
    checked: i32.adds('additive').describe('Records checked', '核对的记录数'),
    correct: i32.adds('additive').describe('Records found correct', '正确的记录数'),
  },
  partitions: monthly('business_date'),
  orderBy: ['check_id'],
  inputs: { result: sameMonth('stg.record_check') },
  compute: sql(),
  checks: [unique('check_id')],
});
