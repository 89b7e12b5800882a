import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { query, unique } from '../kit/check.ts';
import { bool, category, date32, string, u64 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimEmployee = defineAsset({
  key: 'dim.employee',
  description:
    'One version of a person: role, team and manager for a stretch of time. `unassigned` stands for nobody.',
  columns: {
    employee_key: u64.describe('Hash of employee_id and valid_from'),
    employee_id: string.describe('Durable employee number'),
    name: string.isPersonal(),
    email: string.orNull().isPersonal(),
    job_title: string.orNull(),
    role: category,
    kind: category.describe('rep, manager, other'),
    team_id: string.describe('Unit the person belongs to'),
    team_name: string,
    region_id: string,
    region: string.describe('Name of the region above the team'),
    manager_id: string.orNull(),
    hire_date: date32.orNull(),
    leave_date: date32.orNull().describe('Last working day'),
    valid_from: date32,
    valid_to: date32.describe('First day no more'),
    is_current: bool.describe('The newest version of the person'),
  },
  partitions: unpartitioned(),
  orderBy: ['employee_id', 'valid_from'],
  inputs: {
    employee: all('stg.employee'),
    assignment: all('stg.employee_assignment'),
    org: all('stg.org_unit'),
  },
  compute: sql(),
  checks: [unique('employee_key'), query('employee_validity_overlaps')],
  validity: { from: 'valid_from', to: 'valid_to' },
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
});
