import { category, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const contact = defineEntity({
  name: 'contact',
  description: 'How one person of a customer, or one employee, is reached.',
  descriptionZh: '客户的一名联系人或一名员工的联系方式。',
  columns: {
    contact_id: string.describe('Number of the contact', '联系人编号'),
    party: category.describe('customer, employee', '所属方：customer 客户、employee 员工'),
    party_id: string.describe('Customer account or employee number', '客户编号或员工编号'),
    role: category.describe(
      'legal_person; contact: anybody else',
      'legal_person 法定代表人；contact 其他联系人',
    ),
    name: string.orNull().describe('Name of the person', '姓名').isPersonal(),
    phone: string
      .orNull()
      .describe('Telephone number as the source writes it', '电话，按来源书写')
      .isPersonal(),
    email: string.orNull().describe('E-mail address', '电子邮箱').isPersonal(),
  },
  key: ['contact_id'],
  expected: ['name', 'phone', 'email'],
});
