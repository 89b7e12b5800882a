import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, i32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const fctTargetMonth = defineAsset({
  key: 'fct.target_month',
  description:
    'The part of a target in force that falls into one month: each month has the share of its days, and the parts add up.',
  descriptionZh: '生效目标落在某月的部分：按天数分摊，各部分相加等于目标。',
  columns: {
    employee_id: string.describe(
      'Employee number; `unassigned` when unknown',
      '员工编号；未知为 `unassigned`',
    ),
    kpi: category.describe('Key of the KPI', '指标代码'),
    month: date.describe('First day of the month', '当月首日'),
    period_start: date.describe('First day of the target’s period', '期间首日'),
    part: i32
      .describe('1, 2, …: the parts of one target add up', '1、2…：同一目标的各部分相加')
      .isAttribute(),
    value: baseMoney.describe('What the month has of the target', '该月分摊的目标'),
  },
  partitions: monthly('month'),
  orderBy: ['month', 'employee_id', 'kpi', 'period_start', 'part'],
  inputs: { target: all('fct.target') },
  compute: sql(),
  checks: [unique('employee_id', 'kpi', 'month', 'period_start', 'part')],
  scope: { employee: 'employee_id' },
});
