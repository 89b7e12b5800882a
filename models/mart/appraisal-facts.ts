import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martAppraisalFacts = defineAsset({
  key: 'mart.appraisal_facts',
  description:
    'Everything the people of one plan are appraised by in one period: the same facts give the same statement, however much later.',
  columns: {
    period_id: string,
    plan_id: string,
    as_of: date32.describe('Last business day that is seen'),
    facts: string
      .describe('JSON: orders, credits, counts, roles, targets, weights, curves and the plan')
      .isPersonal(),
  },
  partitions: unpartitioned(),
  orderBy: ['period_id', 'plan_id'],
  inputs: {
    period: all('dim.appraisal_period'),
    day: all('stg.calendar_day'),
    official: all('dim.date'),
    employee: all('dim.employee'),
    unit: all('dim.org'),
    weight: all('stg.weight'),
    curve: all('stg.score_curve'),
    target: all('fct.target'),
    plan: all('stg.commission_plan'),
    step: all('stg.plan_step'),
    draw: all('stg.plan_draw'),
    event: all('mart.appraisal_event'),
    order: all('mart.appraisal_order'),
    credit: all('mart.appraisal_credit'),
    count: all('mart.appraisal_count'),
  },
  compute: fn('appraisal_facts', 1),
  checks: [unique('period_id', 'plan_id')],
});
