import { bool, category, date, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const training = defineEntity({
  name: 'training',
  description: 'One enrolment in a course, or the untrained peer it is compared with.',
  columns: {
    enrolment_id: string,
    course: category,
    employee_id: string,
    is_trained: bool.describe('False: a peer of the trained, for comparison'),
    business_date: date.describe('Day of the later measurement'),
    before: money.describe('Test or KPI before'),
    after: money,
  },
  key: ['enrolment_id'],
  date: 'business_date',
});
