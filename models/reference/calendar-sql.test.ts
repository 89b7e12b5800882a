import { expect, it } from 'vitest';
import { codeFingerprint } from '../../planner/fingerprint.ts';
import { dimDate } from '../dim/date.ts';
import { calendarSql } from './calendar-sql.ts';
import { holidayYears } from './chinese-holidays.ts';

const fingerprint = (sql: string) =>
  codeFingerprint({
    asset: { ...dimDate, compute: { kind: 'text', sql, origin: 'models/reference/calendar-sql.ts' } },
    settings: { fiscal_year_start: 1 },
  });

it('makes a new version of dim.date of a notice that is revised in the middle of a year, and of nothing else', () => {
  const revised = holidayYears.map((year) =>
    year.year === 2026 ? { ...year, holidays: year.holidays.slice(0, -1) } : year,
  );
  expect(fingerprint(calendarSql(holidayYears))).toBe(fingerprint(calendarSql()));
  expect(fingerprint(calendarSql(revised))).not.toBe(fingerprint(calendarSql()));
});
