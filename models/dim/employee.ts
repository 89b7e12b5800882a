import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { query, unique } from '../kit/check.ts';
import { bool, category, date32, string, u64 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimEmployee = defineAsset({
  key: 'dim.employee',
  description:
    'One version of a person: role, team and manager for a stretch of time. `unassigned` stands for nobody.',
  descriptionZh: '一个人的一个版本：一段时间内的岗位、团队与上级。`unassigned` 代表无人。',
  columns: {
    employee_key: u64.describe('Hash of employee_id and valid_from', 'employee_id 与 valid_from 的散列'),
    employee_id: string.describe('Durable employee number', '员工编号，终身不变'),
    name: string.isPersonal().describe('Name as shown', '显示的姓名'),
    email: string.orNull().isPersonal().describe('Work address', '工作邮箱'),
    job_title: string.orNull().describe('Title as written in the source', '来源系统中的职务名称'),
    role: category.describe('Role: plans and weights go by it', '岗位；方案和权重按此区分'),
    kind: category.describe('rep, manager, other', '类别：rep 销售、manager 管理者、other 其他'),
    team_id: string.describe('Unit the person belongs to', '所属组织'),
    team_name: string.describe('Name of the team', '团队名称'),
    region_id: string.describe('Sales region, an org_id', '所属销售大区（org_id）'),
    region: string.describe('Name of the region above the team', '团队所属大区名称'),
    manager_id: string.orNull().describe('Employee number of the superior', '上级的员工编号'),
    hire_date: date32.orNull().describe('First working day', '入职首日'),
    leave_date: date32.orNull().describe('Last working day', '最后工作日'),
    valid_from: date32.describe('First day', '首日（含）'),
    valid_to: date32.describe('First day no more', '止日（不含）'),
    is_current: bool.describe('The newest version of the person', '该员工的最新版本'),
  },
  partitions: unpartitioned(),
  orderBy: ['employee_id', 'valid_from'],
  inputs: {
    employee: all('stg.employee'),
    assignment: all('stg.employee_assignment'),
    org: all('stg.org_unit'),
  },
  compute: sql(),
  checks: [unique('employee_key'), query('employee_validity_overlaps'), query('managers_in_circle')],
  validity: { from: 'valid_from', to: 'valid_to' },
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
});
