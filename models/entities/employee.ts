import { date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const employee = defineEntity({
  name: 'employee',
  description: 'One person who works for the company, as the leading system knows them now.',
  columns: {
    employee_id: string.describe('Durable employee number, equal in all systems'),
    name: string.describe('Name as shown').isPersonal(),
    email: string.orNull().describe('Work address').isPersonal(),
    job_title: string.orNull().describe('Title as written in the source'),
    hire_date: date32.orNull().describe('First working day'),
    leave_date: date32.orNull().describe('Last working day; NULL while employed'),
  },
  key: ['employee_id'],
});
