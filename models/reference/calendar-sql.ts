/** The SELECT behind dim.date. */
export function calendarSql(): string {
  return '';
}
