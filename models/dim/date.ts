import { defineAsset, unpartitioned } from '../kit/asset.ts';
import { notNull, unique } from '../kit/check.ts';
import { bool, category, date, u8, u32 } from '../kit/column.ts';
import { calendarSql } from '../reference/calendar-sql.ts';

export const dimDate = defineAsset({
  key: 'dim.date',
  description: 'One row per day; workdays and holidays as announced by the State Council.',
  columns: {
    date,
    month: date.describe('First day of the month'),
    year: u32,
    quarter: u8,
    month_no: u8,
    day_of_week: u8.describe('1 Monday … 7 Sunday'),
    week_start: date.describe('Monday of the week'),
    iso_year: u32,
    iso_week: u8,
    fiscal_year: u32.describe('Named by the calendar year in which it begins'),
    fiscal_quarter: u8,
    fiscal_month: u8.describe('1 is the first month of the fiscal year'),
    is_workday: bool,
    holiday_name: category.describe('Empty on ordinary days'),
    is_adjusted_workday: bool.describe('A Saturday or Sunday that is worked instead of a holiday'),
    workday_no_in_month: u8.describe('Workdays of the month up to and including this day'),
    workdays_in_month: u8,
    is_announced: bool.describe('False: the year’s holidays are not announced; weekends only'),
  },
  partitions: unpartitioned(),
  orderBy: ['date'],
  inputs: {},
  compute: { kind: 'text', sql: calendarSql(), origin: 'models/reference/calendar-sql.ts' },
  checks: [unique('date'), notNull('month')],
});
