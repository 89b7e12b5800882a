import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date32, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martAppraisalFacts = defineAsset({
  key: 'mart.appraisal_facts',
  description:
    'Everything the people of one plan are appraised by in one period: the same facts give the same statement, however much later.',
  descriptionZh: '一个方案的人员在一个期间内的全部考核依据：同样的依据，多久以后都得出同样的结算单。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    as_of: date32.describe('Last business day that is seen', '所见的最后业务日'),
    facts: string
      .describe(
        'JSON: orders, credits, counts, roles, targets, weights, curves and the plan',
        'JSON：订单、份额、计数、岗位、目标、权重、曲线和方案',
      )
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
  compute: fn('appraisal_facts', 5),
  checks: [unique('period_id', 'plan_id')],
});
