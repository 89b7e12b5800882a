import { category, i32, string } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const planPerspective = defineEntity({
  name: 'plan_perspective',
  description:
    'Of which perspective a KPI is, in a version of a plan that weighs its scorecard by perspectives.',
  descriptionZh: '按维度设权重的方案版本中，各指标所属的平衡计分卡维度。',
  columns: {
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    version: i32.describe('Version; the highest is in force', '版本；最高者有效').isAttribute(),
    kpi: category.describe('Key of the KPI', '指标代码'),
    perspective: category.describe(
      'finance, customer, process, learning',
      'finance 财务、customer 客户、process 内部流程、learning 学习与成长',
    ),
  },
  key: ['plan_id', 'version', 'kpi'],
});
