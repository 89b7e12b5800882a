import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { query, unique } from '../kit/check.ts';
import { bool, date32, i32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimAppraisalPeriod = defineAsset({
  key: 'dim.appraisal_period',
  description: 'One appraised period and the day as of which it is looked at: that of its lock.',
  columns: {
    period_id: string,
    period_start: date32.describe('First day'),
    period_end: date32.describe('First day no more'),
    close_as_of: date32.describe('Last business day that the statements see'),
    as_of: date32.describe(
      'Last business day that is seen here; a later one shows what has come since the lock',
    ),
    csat_min_answers: i32,
    own_calendar: bool,
    base_currency: string,
  },
  partitions: unpartitioned(),
  orderBy: ['period_start', 'period_id'],
  inputs: { period: all('stg.appraisal_period') },
  compute: sql(),
  checks: [unique('period_id'), query('appraisal_period_without_days')],
});
