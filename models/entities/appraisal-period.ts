import { bool, date32, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const appraisalPeriod = defineEntity({
  name: 'appraisal_period',
  description: 'One period that people are appraised for, and the day at whose end it is locked.',
  columns: {
    period_id: string.describe('2026Q3'),
    period_start: date32.describe('First day'),
    period_end: date32.describe('First day no more'),
    close_as_of: date32.describe('Last business day that the statements see'),
    csat_min_answers: i32.describe('With fewer answers the team’s mean counts'),
    own_calendar: bool.describe('true: plain weeks and stg.calendar_day; false: dim.date'),
  },
  key: ['period_id'],
});
