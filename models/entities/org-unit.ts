import { category, date32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const orgUnit = defineEntity({
  name: 'org_unit',
  description: 'One unit of the sales organisation and its place in it, for a stretch of time.',
  descriptionZh: '销售组织的一个单位及其在组织中的位置，在一段时间内。',
  columns: {
    org_id: string.describe('Number of the unit', '组织编号'),
    name: string.describe('Name', '名称'),
    level: category.describe('company, region, team', '层级：company 公司、region 大区、team 团队'),
    parent_id: string.orNull().describe('Unit above it; NULL: the top', '上级组织；NULL：顶层'),
    valid_from: date32.describe('First day', '首日（含）'),
    valid_to: date32.describe(
      'First day no more; 2299-12-31 while open',
      '止日（不含）；未结束为 2299-12-31',
    ),
  },
  key: ['org_id', 'valid_from'],
});
