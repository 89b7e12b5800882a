import { defineAsset, fn, monthly } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { category, date32, i32, money, score, string } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

export const martCommissionStatement = defineAsset({
  key: 'mart.commission_statement',
  description:
    'What one person is paid by one plan for one period: earned, capped, released by cash, topped up.',
  descriptionZh: '一人按一个方案在一个期间的应得：计提、封顶、按回款发放、保底补足。',
  columns: {
    period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
    period_start: date32.describe('First day of the period', '期间首日'),
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    plan_version: i32.describe('Version of the plan', '方案版本').isAttribute(),
    as_of: date32.describe('Last business day that is seen', '所见的最后业务日'),
    employee_id: string.describe('Employee number', '员工编号'),
    employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
    part: category.describe(
      'rep: by own deals; manager: by the figures of the team',
      'rep：按本人订单；manager：按团队数据',
    ),
    target: money
      .orNull()
      .describe('Of net sales, prorated and ramped; NULL: none', '销售额目标，已折算并计爬坡；NULL：无'),
    net_sales: money.describe('Revenue credits, at the booking rate', '收入业绩，按下单日汇率'),
    overlay_sales: money.describe('Overlay credits, beside net sales', '叠加业绩，在销售额之外'),
    sales_under_review: money.describe(
      'Credits of orders under review or held by a suspicion: in no other figure until they are cleared',
      '核查中或因疑点暂停的订单业绩，澄清前不计入其他任何数字',
    ),
    attainment_pct: score
      .orNull()
      .describe('Net sales ÷ target, per cent; NULL: no target', '销售额 ÷ 目标，百分数；NULL：无目标'),
    in_role_days: i32
      .describe('Days of the period the person was in role', '本期在岗天数')
      .adds('non-additive'),
    final_score: score.orNull().describe('NULL: no KPI could be told', '综合得分；NULL：无可计指标'),
    coefficient: string
      .orNull()
      .describe('As the plan writes it; NULL: nothing multiplies', '方案所写的系数；NULL：不乘系数'),
    commission_earned: money.describe('Commission by the tiers', '按阶梯计提的提成'),
    after_coefficient: money.describe('Commission times the coefficient', '乘系数后提成'),
    after_cap: money.describe('Commission after the cap', '封顶后提成'),
    cap_withheld: money.describe('Commission above the cap, not paid', '超出封顶而不发的提成'),
    released: money.describe('By what customers have paid', '按客户回款发放的部分'),
    held: money.describe('Earned, and released once customers pay', '已计提，待客户回款后发放'),
    draw_guarantee: money.describe('Least that is paid in the period', '本期保底额'),
    draw_top_up: money.describe('What the guarantee adds to the released', '保底补足额'),
    commission_payable: money.describe('Released and topped up', '发放额加保底补足'),
    team_bonus: money.describe('Part of the team’s bonus', '团队奖金所得'),
    override: money.describe('Of a manager', '管理者的团队提成'),
    total_payable: money.describe(
      'Commission, bonus and override together',
      '应付合计：提成、奖金与管理提成',
    ),
    published: string.describe('JSON: the statement as it is printed', 'JSON：打印的结算单').isPersonal(),
  },
  partitions: monthly('period_start'),
  orderBy: ['period_id', 'plan_id', 'employee_id', 'part'],
  inputs: { facts: sameMonth('mart.appraisal_facts') },
  compute: fn('commission_statement', 7),
  checks: [unique('period_id', 'plan_id', 'employee_id', 'part'), acceptedValues('part', ['rep', 'manager'])],
  scope: { employee: 'employee_id' },
});
