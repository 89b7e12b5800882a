import { bool, date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const calendarDay = defineEntity({
  name: 'calendar_day',
  description: 'One day on which the company works other than its week says.',
  columns: {
    date: date32,
    is_workday: bool.describe('false: a holiday; true: a Saturday or Sunday that is worked'),
    name: string.orNull(),
  },
  key: ['date'],
});
