import { defineAsset, sql, unpartitioned } from '../kit/asset.ts';
import { query, unique } from '../kit/check.ts';
import { bool, category, date32, string, strings, u64 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const dimOrg = defineAsset({
  key: 'dim.org',
  description: 'One version of a unit of the sales organisation.',
  descriptionZh: '销售组织中一个单位的一个版本。',
  columns: {
    org_key: u64.describe('Hash of org_id and valid_from', 'org_id 与 valid_from 的散列'),
    org_id: string.describe('Number of the unit', '组织编号'),
    name: string.describe('Name', '名称'),
    level: category.describe('company, region, team', '层级：company 公司、region 大区、team 团队'),
    parent_id: string.orNull().describe('Unit above it; NULL: the top', '上级组织；NULL：顶层'),
    region_id: string.describe(
      'The unit itself or the region above it; empty above regions',
      '本身或上级大区；大区以上为空',
    ),
    region: string.describe('Name of the sales region', '大区名称'),
    path: strings.describe('Ids from the top to the unit', '自顶层到本组织的编号路径'),
    valid_from: date32.describe('First day', '首日（含）'),
    valid_to: date32.describe('First day no more', '止日（不含）'),
    is_current: bool.describe('The newest version', '是否最新版本'),
  },
  partitions: unpartitioned(),
  orderBy: ['org_id', 'valid_from'],
  inputs: { org: all('stg.org_unit') },
  compute: sql(),
  checks: [unique('org_key'), query('org_units_in_circle')],
  validity: { from: 'valid_from', to: 'valid_to' },
});
