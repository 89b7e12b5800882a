import { defineAsset, fn, monthly } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { date32, i32, money, score, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const martCommissionTeam = defineAsset({
  key: 'mart.commission_team',
  description: 'What one plan costs in one period, and what its people have reached together.',
  descriptionZh: '一个方案在一个期间的花费，及其人员的共同业绩。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    plan_version: i32.describe('Version of the plan', '方案版本').isAttribute(),
    team_id: string.describe(
      'The team, or the plan where it is for several',
      '团队；方案适用多个团队时为方案',
    ),
    as_of: date32.describe('Last business day that is seen', '所见的最后业务日'),
    reps: i32
      .adds('additive')
      .describe('People of the plan with deals of their own', '方案内有自己订单的人数'),
    target: money.orNull().describe('Target of net sales, company currency', '销售额目标，本位币'),
    net_sales: money.describe(
      'Net sales of the people of the plan, company currency',
      '方案内人员的销售额，本位币',
    ),
    attainment_pct: score
      .orNull()
      .describe('Net sales ÷ target, per cent; NULL: no target', '销售额 ÷ 目标，百分数；NULL：无目标'),
    bonus_pool: money.describe('What the team shares out', '团队奖金总额'),
    override: money.describe('Of managers, from what is sold below them', '管理者按下属销售额所得的提成'),
    fx_gain_excluded: money.describe(
      'What currencies brought since the booking; counts for no KPI and no pay',
      '下单后的汇兑收益；不计入任何指标和薪酬',
    ),
    total_commission_cost: money.describe('All that the plan pays for the period', '方案本期支付总额'),
    published: string
      .describe(
        'JSON: what the statement prints besides the reps’ own parts',
        'JSON：结算单中各销售个人部分以外的内容',
      )
      .isPersonal(),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'plan_id'],
  inputs: { facts: sameMonth('mart.appraisal_facts') },
  compute: fn('commission_team', 5),
  checks: [unique('period_id', 'plan_id')],
});
