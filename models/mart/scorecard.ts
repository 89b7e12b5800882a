import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, ratio, score, share, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martScorecard = defineAsset({
  key: 'mart.scorecard',
  description: 'One weighed KPI of one person in one period, and what it adds to the score.',
  columns: {
    period_id: string,
    plan_id: string,
    employee_id: string,
    kpi: category,
    weight: share.describe('Mean over the days in role').adds('non-additive'),
    score: score.orNull().describe('NULL: not applicable, its weight goes to the others'),
    numerator: ratio.orNull(),
    denominator: ratio.orNull(),
    basis: category.describe(
      'own, team_fallback; else why it is not applicable: no_target, nothing_due, no_answers',
    ),
  },
  partitions: unpartitioned(),
  orderBy: ['period_id', 'plan_id', 'employee_id', 'kpi'],
  inputs: { facts: all('mart.appraisal_facts') },
  compute: fn('scorecard', 1),
  checks: [unique('period_id', 'plan_id', 'employee_id', 'kpi')],
  scope: { employee: 'employee_id' },
});
