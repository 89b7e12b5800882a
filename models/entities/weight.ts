import { category, date32, i32, ratio, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const weight = defineEntity({
  name: 'weight',
  description:
    'What one KPI weighs in the score of a role, for a stretch of time; the weights of a version add up to one.',
  descriptionZh: '一个指标在一段时间内对某岗位得分的权重；同一版本的权重之和为一。',
  columns: {
    plan_id: string.describe('Plan whose people it is for; empty: all', '适用的方案；空：所有方案'),
    role: category.describe('Role: plans and weights go by it', '岗位；方案和权重按此区分'),
    version: i32.describe('Version; the highest is in force', '版本；最高者有效').isAttribute(),
    kpi: category.describe('Key of the KPI', '指标代码'),
    valid_from: date32.describe('First day', '首日（含）'),
    valid_to: date32.describe('First day no more', '止日（不含）'),
    weight: ratio.describe('Of one: 0.2 is 20 %', '以 1 为整体：0.2 即 20 %'),
  },
  key: ['plan_id', 'role', 'valid_from', 'version', 'kpi'],
});
