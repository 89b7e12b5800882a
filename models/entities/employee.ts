import { date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const employee = defineEntity({
  name: 'employee',
  description: 'One person who works for the company, as the leading system knows them now.',
  descriptionZh: '公司的一名员工，按主系统的现状。',
  columns: {
    employee_id: string.describe(
      'Durable employee number, equal in all systems',
      '员工编号，各系统一致且终身不变',
    ),
    name: string.describe('Name as shown', '显示的姓名').isPersonal(),
    email: string.orNull().describe('Work address', '工作邮箱').isPersonal(),
    job_title: string.orNull().describe('Title as written in the source', '来源系统中的职务名称'),
    hire_date: date32.orNull().describe('First working day', '入职首日'),
    leave_date: date32.orNull().describe('Last working day; NULL while employed', '最后工作日；在职为 NULL'),
  },
  key: ['employee_id'],
});
