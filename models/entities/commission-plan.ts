import { category, date32, i32, money, string, strings } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const commissionPlan = defineEntity({
  name: 'commission_plan',
  description:
    'One version of a commission plan; its tiers, bands and draws stand beside it. Numbers are kept as it writes them.',
  descriptionZh: '提成方案的一个版本；阶梯、系数档和保底另列。数字按方案原样保存。',
  columns: {
    plan_id: string.describe('Number of the commission plan', '提成方案编号'),
    version: i32.describe('Version; the highest is in force', '版本；最高者有效').isAttribute(),
    org_id: string
      .orNull()
      .describe('Unit whose people it is for; NULL: everybody', '适用的组织；NULL：所有人'),
    roles: strings.describe('Roles it pays; empty: all', '适用的岗位；空：所有岗位'),
    payout: category
      .orNull()
      .describe(
        'Length of the periods it pays: month, quarter, half, year; NULL: every period',
        '支付的期间长度：month、quarter、half、year；NULL：所有期间',
      ),
    csat_min_answers: i32
      .orNull()
      .describe(
        'With fewer answers the team’s mean counts; NULL: as the period says',
        '答卷数低于此值时采用团队均值；NULL：按期间规定',
      )
      .isAttribute(),
    valid_from: date32.orNull().describe('First day; NULL: always', '首日（含）；NULL：一直有效'),
    valid_to: date32.orNull().describe('First day no more; NULL: open', '止日（不含）；NULL：未结束'),
    base: category.describe('What is paid for: net_sales', '计提基础：net_sales'),
    tier_mode: category.describe('marginal: each rate for its slice only', 'marginal：各费率只用于本档部分'),
    min_attainment: string
      .orNull()
      .describe('Share of the target below which nothing is earned', '低于该目标比例则不计提'),
    cap: money
      .orNull()
      .adds('non-additive')
      .describe('Most that is earned in a period, company currency', '每期提成上限，本位币'),
    release: category
      .orNull()
      .describe(
        'per_deal_paid_fraction; NULL: at once',
        'per_deal_paid_fraction：按每单回款比例发放；NULL：立即发放',
      ),
    bonus_min_attainment: string
      .orNull()
      .describe(
        'Share of the team’s target from which there is a team bonus',
        '达到该团队目标比例起有团队奖金',
      ),
    bonus_rate: string.orNull().describe('Of the team’s net sales', '占团队销售额的比例'),
    bonus_allocation: category.orNull().describe('score_x_days', '分配方式：score_x_days，按得分 × 天数'),
    manager_id: string
      .orNull()
      .describe('Employee who has the override of the whole team', '享有全团队管理提成的员工'),
    override_rate: string.orNull().describe('Of the team’s net sales', '占团队销售额的比例'),
  },
  key: ['plan_id', 'version'],
});
