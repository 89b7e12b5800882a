import { category, date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const employeeAssignment = defineEntity({
  name: 'employee_assignment',
  description: 'One stretch of time in which a person had one role in one unit under one manager.',
  columns: {
    employee_id: string,
    role: category.describe('rep, team_manager, region_manager, director; plans and weights go by it'),
    kind: category.describe('rep: has deals and targets; manager: answers for those of others; other'),
    org_id: string.describe('Unit the person belongs to'),
    manager_id: string.orNull().describe('Employee number of the superior'),
    valid_from: date32.describe('First day'),
    valid_to: date32.describe('First day no more; 2299-12-31 while open'),
  },
  key: ['employee_id', 'valid_from'],
});
