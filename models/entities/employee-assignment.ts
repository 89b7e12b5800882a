import { category, date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const employeeAssignment = defineEntity({
  name: 'employee_assignment',
  description: 'One stretch of time in which a person had one role in one unit under one manager.',
  descriptionZh: '一个人在一个组织、一个上级之下担任一个岗位的一段时间。',
  columns: {
    employee_id: string.describe('Employee number', '员工编号'),
    role: category.describe(
      'rep, team_manager, region_manager, director; plans and weights go by it',
      '岗位：rep、team_manager、region_manager、director；方案和权重按此区分',
    ),
    kind: category.describe(
      'rep: has deals and targets; manager: answers for those of others; other',
      'rep：有订单和目标；manager：对他人的业绩负责；other：其他',
    ),
    org_id: string.describe('Unit the person belongs to', '所属组织'),
    manager_id: string.orNull().describe('Employee number of the superior', '上级的员工编号'),
    valid_from: date32.describe('First day', '首日（含）'),
    valid_to: date32.describe(
      'First day no more; 2299-12-31 while open',
      '止日（不含）；未结束为 2299-12-31',
    ),
  },
  key: ['employee_id', 'valid_from'],
});
