import { defineAsset, fn, monthly } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date32, string, strings } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';

export const martAppraisalFacts = defineAsset({
  key: 'mart.appraisal_facts',
  description:
    'What the people of one plan are appraised by in one period: a row for each order, and one for everything else. The same facts give the same statement, however much later.',
  descriptionZh:
    '一个方案的人员在一个期间内的考核依据：每张订单一行，其余合为一行。同样的依据，多久以后都得出同样的结算单。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    as_of: date32.describe('Last business day that is seen', '所见的最后业务日'),
    order_no: string.describe('Order number; empty: all but the orders', '订单号；为空：订单以外的全部依据'),
    employees: strings.describe('Who is credited with the order', '订单业绩的归属人').isPersonal(),
    facts: string
      .describe(
        'JSON: of an order its events, payments and credits; of all else counts, roles, targets, weights, curves and the plan',
        'JSON：订单行为事件、收款和份额；其余行为计数、岗位、目标、权重、曲线和方案',
      )
      .isPersonal(),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'plan_id', 'order_no'],
  inputs: {
    period: sameMonth('dim.appraisal_period'),
    day: all('stg.calendar_day'),
    official: all('dim.date'),
    employee: all('dim.employee'),
    unit: all('dim.org'),
    weight: all('stg.weight'),
    perspective: all('stg.plan_perspective'),
    curve: all('stg.score_curve'),
    target: all('fct.target'),
    plan: all('stg.commission_plan'),
    step: all('stg.plan_step'),
    draw: all('stg.plan_draw'),
    event: sameMonth('mart.appraisal_event'),
    order: sameMonth('mart.appraisal_order'),
    credit: sameMonth('mart.appraisal_credit'),
    count: sameMonth('mart.appraisal_count'),
    scorecard_kpi: all('dim.scorecard_kpi'),
    kpi_month: sameMonth('mart.appraisal_kpi'),
  },
  compute: fn('appraisal_facts', 8),
  checks: [unique('period_id', 'plan_id', 'order_no')],
});
