import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date, i32, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctRecordCheck = defineAsset({
  key: 'fct.record_check',
  description: 'What a check of records of one source found on one day.',
  columns: {
    check_id: string,
    checked_source: category.describe('System whose records were checked'),
    business_date: date,
    checked: i32.adds('additive'),
    correct: i32.adds('additive'),
  },
  partitions: monthly('business_date'),
  orderBy: ['check_id'],
  inputs: { result: sameMonth('stg.record_check') },
  compute: sql(),
  checks: [unique('check_id')],
});
