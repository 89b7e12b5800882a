import { defineAsset, fn, monthly } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { category, date32, ratio, score, share, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const martScorecard = defineAsset({
  key: 'mart.scorecard',
  description: 'One weighed KPI of one person in one period, and what it adds to the score.',
  descriptionZh: '一人一期的一个加权指标及其对总分的贡献。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    employee_id: string.describe('Employee number', '员工编号'),
    part: category.describe(
      'rep: by own figures; manager: by those of the team',
      'rep：按本人数据；manager：按团队数据',
    ),
    kpi: category.describe('Key of the KPI', '指标代码'),
    weight: share.describe('Mean over the days in role', '在岗天数加权平均').adds('non-additive'),
    score: score
      .orNull()
      .describe(
        'NULL: not applicable, its weight goes to the others',
        '得分；NULL：不适用，权重分给其他指标',
      ),
    numerator: ratio.orNull().describe('What is divided, or the value itself', '比值的分子，或数值本身'),
    denominator: ratio.orNull().describe('What the value is divided by', '比值的分母'),
    basis: category.describe(
      'own, team_fallback; else why it is not applicable: no_target, nothing_due, no_answers, no_base',
      'own 本人、team_fallback 团队代替；否则为不适用原因：no_target、nothing_due、no_answers、no_base',
    ),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'plan_id', 'employee_id', 'part', 'kpi'],
  inputs: { facts: sameMonth('mart.appraisal_facts') },
  compute: fn('scorecard', 4),
  checks: [
    unique('period_id', 'plan_id', 'employee_id', 'part', 'kpi'),
    acceptedValues('part', ['rep', 'manager']),
  ],
  scope: { employee: 'employee_id' },
});
