import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, category, date, f64, i32, string, u32 } from '../kit/column.ts';
import { all, window } from '../kit/mapping.ts';

export const martRanking = defineAsset({
  key: 'mart.ranking',
  description:
    'The place of one person on one leaderboard: a KPI, or the score of an appraised period, in one period among the company, a region, a team or a role. Equals share a place, and the places after it stay free.',
  descriptionZh:
    '一人在一个榜单上的名次：某期间内某指标（或考核得分）在公司、大区、团队或岗位范围内的排名。并列者同名次，其后名次空出。',
  columns: {
    period: date.describe('First day of the period', '期间首日'),
    grain: category.describe('month, quarter, year', '期间长度：month 月、quarter 季、year 年'),
    kpi: category.describe('Key of the KPI; score', '指标代码；score 为考核得分'),
    scope: category.describe(
      'Among whom: company, region, team, role',
      '范围：company 公司、region 大区、team 团队、role 岗位',
    ),
    member: string.describe('Region, team_id or role; empty: the company', '大区、团队编号或岗位；空：公司'),
    employee_id: string.describe('Employee number', '员工编号'),
    employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
    team_id: string.describe('Team at the end of the period', '期末所在团队'),
    region: string.describe('Name of the sales region', '大区名称'),
    role: category.describe('Role at the end of the period', '期末岗位'),
    value: f64.orNull().describe('What is compared; NULL: not applicable', '用于比较的值；NULL：不适用'),
    numerator: baseMoney.describe('What is divided, or the value itself', '比值的分子，或数值本身'),
    denominator: baseMoney.orNull().describe('NULL: the KPI is its numerator', '分母；NULL：指标即分子'),
    rank: u32
      .orNull()
      .isAttribute()
      .describe('1 is the best; NULL: does not take part', '名次，1 为最佳；NULL：不参评'),
    ranked: u32.adds('non-additive').describe('How many take part', '参评人数'),
    tied: u32.adds('non-additive').describe('How many others share the place', '并列的其他人数'),
    rank_before: u32
      .orNull()
      .isAttribute()
      .describe(
        'Place on the same leaderboard in the period before; NULL: none',
        '上一期间同一榜单的名次；NULL：无',
      ),
    movement: i32
      .orNull()
      .adds('non-additive')
      .describe('Places won since then; negative: lost', '较上期上升的名次；负数为下降'),
    value_before: f64.orNull().describe('Value in the period before', '上一期间的值'),
    reason: category.describe(
      'Why the person does not take part: no_value, team_value, too_short, base_too_small, left, held; else empty',
      '不参评原因：no_value 无值、team_value 取自团队、too_short 在职不足、base_too_small 基数不足、left 期末前离职、held 数据核查中；否则为空',
    ),
    is_complete: bool.describe(
      'The period is over: its last day or a later one has been seen',
      '期间已结束：已见到期末或之后的业务日',
    ),
  },
  partitions: monthly('period'),
  orderBy: ['period', 'grain', 'kpi', 'scope', 'member', 'employee_id'],
  inputs: {
    terms: all('dim.leaderboard'),
    month_figure: window('mart.kpi_monthly', -1, 0),
    quarter_figure: window('mart.kpi_quarterly', -3, 0),
    statement: all('mart.commission_statement'),
    appraised: all('dim.appraisal_period'),
    employee: all('dim.employee'),
    // The quarter before as well: who is held decides its places, which this one's are compared with.
    event: window('fct.order_event', -3, 3),
    credit: window('fct.month_credit', -3, 3),
    activity: window('fct.activity', -3, 2),
  },
  compute: sql(),
  checks: [unique('period', 'grain', 'kpi', 'scope', 'member', 'employee_id')],
  freshness: publishedBy('06:30'),
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
});
