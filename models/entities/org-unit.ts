import { category, date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const orgUnit = defineEntity({
  name: 'org_unit',
  description: 'One unit of the sales organisation and its place in it, for a stretch of time.',
  columns: {
    org_id: string,
    name: string,
    level: category.describe('company, region, team'),
    parent_id: string.orNull(),
    valid_from: date32.describe('First day'),
    valid_to: date32.describe('First day no more; 2299-12-31 while open'),
  },
  key: ['org_id', 'valid_from'],
});
