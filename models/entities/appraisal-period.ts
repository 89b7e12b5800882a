import { bool, date32, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const appraisalPeriod = defineEntity({
  name: 'appraisal_period',
  description: 'One period that people are appraised for, and the day at whose end it is locked.',
  descriptionZh: '一个考核期间，以及在哪一天结束时锁定。',
  columns: {
    period_id: string.describe('2026Q3', '期间，如 2026Q3'),
    period_start: date32.describe('First day', '首日（含）'),
    period_end: date32.describe('First day no more', '止日（不含）'),
    close_as_of: date32.describe('Last business day that the statements see', '结算单所见的最后业务日'),
    csat_min_answers: i32
      .describe('With fewer answers the team’s mean counts', '答卷数低于此值时采用团队均值')
      .isAttribute(),
    own_calendar: bool.describe(
      'true: plain weeks and stg.calendar_day; false: dim.date',
      'true：普通周加 stg.calendar_day；false：dim.date',
    ),
  },
  key: ['period_id'],
});
