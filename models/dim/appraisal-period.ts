import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { query, unique } from '../kit/check.ts';
import { bool, category, date32, i32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimAppraisalPeriod = defineAsset({
  key: 'dim.appraisal_period',
  description: 'One appraised period and the day as of which it is looked at: that of its lock.',
  descriptionZh: '一个考核期间及其观察日：锁定之日。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day', '首日（含）'),
    period_end: date32.describe('First day no more', '止日（不含）'),
    close_as_of: date32.describe('Last business day that the statements see', '结算单所见的最后业务日'),
    as_of: date32.describe(
      'Last business day that is seen here; a later one shows what has come since the lock',
      '此处所见的最后业务日；晚于锁定日时显示锁定后的变化',
    ),
    csat_min_answers: i32
      .describe('With fewer answers the team’s mean counts', '答卷数低于此值时采用团队均值')
      .isAttribute(),
    own_calendar: bool.describe(
      'true: plain weeks and stg.calendar_day; false: dim.date',
      'true：普通周加 stg.calendar_day；false：dim.date',
    ),
    source: category.describe(
      'Source that tells of it; plans: the plan files alone, by their payout',
      '给出该期间的来源；plans：仅由方案文件按发放周期给出',
    ),
    base_currency: string.describe('Currency the company counts in', '本位币'),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_start', 'period_id'],
  inputs: { period: all('stg.appraisal_period') },
  compute: sql(),
  checks: [unique('period_id'), query('appraisal_period_without_days')],
});
