import { bool, category, date, money, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const training = defineEntity({
  name: 'training',
  description: 'One enrolment in a course, or the untrained peer it is compared with.',
  descriptionZh: '一次培训报名，或用于对照的未受训同事。',
  columns: {
    enrolment_id: string.describe('Number of the enrolment', '报名编号'),
    course: category.describe('Course', '课程'),
    employee_id: string.describe(
      'Employee number; `unassigned` when unknown',
      '员工编号；未知为 `unassigned`',
    ),
    is_trained: bool.describe('False: a peer of the trained, for comparison', '是否受训；否则为对照同事'),
    business_date: date.describe('Day of the later measurement', '训后测评日（公司时区）'),
    before: money.describe('Test or KPI before', '训前测验成绩或指标值'),
    after: money.describe('Test or KPI after', '训后测验成绩或指标值'),
  },
  key: ['enrolment_id'],
  date: 'business_date',
});
