import { defineAsset, unpartitioned } from '../kit/asset.ts';
import { notNull, unique } from '../kit/check.ts';
import { bool, category, date, u8, u32 } from '../kit/column.ts';
import { calendarSql } from '../reference/calendar-sql.ts';

export const dimDate = defineAsset({
  key: 'dim.date',
  description: 'One row per day; workdays and holidays as announced by the State Council.',
  descriptionZh: '每天一行；工作日与节假日按国务院公布。',
  columns: {
    date: date.describe('Day', '日期'),
    month: date.describe('First day of the month', '当月首日'),
    year: u32.describe('Calendar year', '公历年').isAttribute(),
    quarter: u8.describe('Quarter of the year, 1 to 4', '季度，1 至 4').isAttribute(),
    month_no: u8.describe('Month of the year, 1 to 12', '月份，1 至 12').isAttribute(),
    day_of_week: u8.describe('1 Monday … 7 Sunday', '1 周一 … 7 周日').isAttribute(),
    week_start: date.describe('Monday of the week', '本周一'),
    iso_year: u32.describe('Year of the ISO week', 'ISO 周所属年份').isAttribute(),
    iso_week: u8.describe('ISO week, 1 to 53', 'ISO 周次，1 至 53').isAttribute(),
    fiscal_year: u32
      .describe('Named by the calendar year in which it begins', '财年，以起始公历年命名')
      .isAttribute(),
    fiscal_quarter: u8.describe('Quarter of the fiscal year, 1 to 4', '财季，1 至 4').isAttribute(),
    fiscal_month: u8
      .describe('1 is the first month of the fiscal year', '财年第几个月，首月为 1')
      .isAttribute(),
    is_workday: bool.describe('A day the company works', '是否工作日'),
    holiday_name: category.describe('Empty on ordinary days', '节假日名称；平日为空'),
    is_adjusted_workday: bool.describe(
      'A Saturday or Sunday that is worked instead of a holiday',
      '调休上班的周末',
    ),
    workday_no_in_month: u8
      .describe('Workdays of the month up to and including this day', '当月截至当日（含）的工作日数')
      .isAttribute(),
    workdays_in_month: u8.describe('Workdays of the month', '当月工作日数').adds('non-additive'),
    is_announced: bool.describe(
      'False: the year’s holidays are not announced; weekends only',
      'false：当年放假安排未公布，仅按周末',
    ),
  },
  partitions: unpartitioned(),
  orderBy: ['date'],
  inputs: {},
  compute: { kind: 'text', sql: calendarSql(), origin: 'models/reference/calendar-sql.ts' },
  checks: [unique('date'), notNull('month')],
});
