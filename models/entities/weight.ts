import { category, date32, i32, ratio } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const weight = defineEntity({
  name: 'weight',
  description:
    'What one KPI weighs in the score of a role, for a stretch of time; the weights of a version add up to one.',
  columns: {
    role: category,
    version: i32,
    kpi: category,
    valid_from: date32.describe('First day'),
    valid_to: date32.describe('First day no more'),
    weight: ratio.describe('Of one: 0.2 is 20 %'),
  },
  key: ['role', 'valid_from', 'version', 'kpi'],
});
