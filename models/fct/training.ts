import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { bool, category, date, money, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const fctTraining = defineAsset({
  key: 'fct.training',
  description: 'One enrolment in a course, or the untrained peer it is compared with.',
  columns: {
    enrolment_id: string,
    course: category,
    employee_id: string.describe('`unassigned` when unknown'),
    is_trained: bool.describe('False: a peer of the trained, for comparison'),
    business_date: date.describe('Day of the later measurement'),
    before: money.describe('Test or KPI before'),
    after: money,
  },
  partitions: monthly('business_date'),
  orderBy: ['enrolment_id'],
  inputs: { training: sameMonth('stg.training') },
  compute: sql(),
  checks: [unique('enrolment_id')],
  scope: { employee: 'employee_id' },
});
