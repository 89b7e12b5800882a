import { type Holiday, type HolidayYear, holidayYears } from './chinese-holidays.ts';

/** Days dim.date holds; every year without a notice has plain weekends and says so. */
const firstDay = '2010-01-01';
const lastDay = '2039-12-31';

/** The SELECT behind dim.date: the holiday table compiled to text, so that a new notice is a new version of the asset. */
export function calendarSql(years: readonly HolidayYear[] = holidayYears): string {
  const holidays = years.flatMap((year) => year.holidays);
  const announced = years.filter((year) => year.announced).map((year) => year.year);
  return `
WITH
    holiday AS (
        SELECT day, name
        FROM values('name String, first_day Date, last_day Date', ${holidays.map(offRow).join(', ')})
        ARRAY JOIN arrayMap(n -> first_day + n, range(toUInt32(last_day - first_day + 1))) AS day
    ),
    adjusted AS (
        SELECT day FROM values('day Date', ${holidays
          .flatMap((holiday) => holiday.worked ?? [])
          .map(quoted)
          .join(', ')})
    ),
    day AS (
        SELECT toDate('${firstDay}') + number AS date
        FROM numbers(dateDiff('day', toDate('${firstDay}'), toDate('${lastDay}')) + 1)
    ),
    marked AS (
        SELECT
            date,
            toStartOfMonth(date) AS month,
            coalesce(holiday.name, '') AS holiday_name,
            date IN (SELECT day FROM adjusted) AS is_adjusted_workday,
            is_adjusted_workday OR (holiday_name = '' AND toDayOfWeek(date) <= 5) AS is_workday
        FROM day
        LEFT JOIN holiday ON holiday.day = day.date
    )
SELECT
    date,
    month,
    toYear(date) AS year,
    toQuarter(date) AS quarter,
    toMonth(date) AS month_no,
    toDayOfWeek(date) AS day_of_week,
    toMonday(date) AS week_start,
    toISOYear(date) AS iso_year,
    toISOWeek(date) AS iso_week,
    toYear(date) - (toMonth(date) < {fiscal_year_start:UInt8}) AS fiscal_year,
    intDiv(fiscal_month - 1, 3) + 1 AS fiscal_quarter,
    (toMonth(date) + 12 - {fiscal_year_start:UInt8}) % 12 + 1 AS fiscal_month,
    is_workday,
    holiday_name,
    is_adjusted_workday,
    sum(is_workday) OVER (PARTITION BY month ORDER BY date) AS workday_no_in_month,
    sum(is_workday) OVER (PARTITION BY month) AS workdays_in_month,
    toYear(date) IN (${announced.join(', ')}) AS is_announced
FROM marked`.trim();
}

function offRow(holiday: Holiday): string {
  return `(${[holiday.name, holiday.from, holiday.to].map(quoted).join(', ')})`;
}

function quoted(text: string): string {
  return `'${text}'`;
}
