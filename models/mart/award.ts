import type { Award } from '../award/award.ts';
import { awardsSql } from '../award/compile.ts';
import { type Asset, defineAsset, monthly } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, f64, string, u32 } from '../kit/column.ts';
import { sameMonth } from '../kit/mapping.ts';

/** mart.award: who gets the declared awards, and on what. */
export function martAward(awards: readonly Award[]): Asset {
  return defineAsset({
    key: 'mart.award',
    description:
      'One award that one person gets for one period that is over, with the figures it rests on. Honours: nothing of it is pay.',
    descriptionZh: '某人因某已结束期间获得的一项荣誉及其依据；属非物质激励，不计入薪酬。',
    columns: {
      award: category.describe('Key of the award', '奖项代码'),
      award_version: u32.isAttribute().describe('Version of its declaration', '奖项声明的版本'),
      terms: string.describe('The rule by which it was given', '授予时的规则'),
      period: date.describe('First day of the period', '期间首日'),
      grain: category.describe('month, quarter, year', '期间长度：month 月、quarter 季、year 年'),
      scope: category.describe(
        'Among whom: company, region, team, role',
        '范围：company 公司、region 大区、team 团队、role 岗位',
      ),
      member: string.describe(
        'Region, team_id or role; empty: the company',
        '大区、团队编号或岗位；空：公司',
      ),
      employee_id: string.describe('Employee number', '员工编号'),
      employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
      team_id: string.describe('Team at the end of the period', '期末所在团队'),
      region: string.describe('Name of the sales region', '大区名称'),
      kpi: category.describe('KPI it is given for; score', '授奖指标；score 为考核得分'),
      measure: category.describe('value, growth, movement', 'value 数值、growth 增幅、movement 名次变化'),
      measured: f64.describe('What was compared', '用于比较的量'),
      place: u32.isAttribute().describe('1 is the best', '名次，1 为最佳'),
      shared_with: u32.adds('non-additive').describe('Others who were as good', '并列的其他人数'),
      ranked: u32.adds('non-additive').describe('How many took part', '参评人数'),
      value: f64.orNull().describe('Value of the KPI', '指标值'),
      value_before: f64.orNull().describe('Value in the period before', '上一期间的值'),
      numerator: baseMoney.describe('What is divided, or the value itself', '比值的分子，或数值本身'),
      denominator: baseMoney.orNull().describe('NULL: the KPI is its numerator', '分母；NULL：指标即分子'),
      rank: u32.orNull().isAttribute().describe('Place on the leaderboard', '榜单名次'),
      rank_before: u32.orNull().isAttribute().describe('Place in the period before', '上一期间的名次'),
    },
    partitions: monthly('period'),
    orderBy: ['period', 'award', 'member', 'place', 'employee_id'],
    inputs: { ranking: sameMonth('mart.ranking') },
    compute: { kind: 'text', sql: awardsSql(awards), origin: 'models/award/compile.ts' },
    checks: [unique('period', 'award', 'member', 'employee_id')],
    scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
  });
}
