import { bool, date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const calendarDay = defineEntity({
  name: 'calendar_day',
  description: 'One day on which the company works other than its week says.',
  descriptionZh: '公司作息与平常周不同的一天。',
  columns: {
    date: date32.describe('Day', '日期'),
    is_workday: bool.describe(
      'false: a holiday; true: a Saturday or Sunday that is worked',
      'false：放假；true：周末上班',
    ),
    name: string.orNull().describe('What the day is called', '该日名称'),
  },
  key: ['date'],
});
