import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, date, f64, string, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martTeamMonthly = defineAsset({
  key: 'mart.team_monthly',
  description: 'Net sales of one team in one month without gaps: the series that forecasts start from.',
  descriptionZh: '一个团队一个月的销售额，序列无缺口：预测由此开始。',
  columns: {
    month: date.describe('First day of the month', '当月首日'),
    team_id: string.describe('Team', '团队编号'),
    team_name: string.describe('Name of the team', '团队名称'),
    region: string.describe('Name of the sales region', '大区名称'),
    net_sales: baseMoney.describe(
      '0 in months without sales between the first and the newest',
      '首末月之间无销售的月份为 0',
    ),
    imputed_sales: f64
      .describe(
        'Estimate for workdays of which nothing was loaded; not in net_sales, and for analysis only',
        '对未载入数据的工作日的估计，不含在 net_sales 中，仅供分析',
      )
      .adds('additive'),
    imputed_days: u32
      .describe('Workdays of which nothing was loaded', '未载入数据的工作日数')
      .adds('non-additive'),
    target: baseMoney.orNull().describe('Target of net sales, company currency', '销售额目标，本位币'),
    workdays: u32.adds('non-additive').describe('Workdays of the month', '当月工作日数'),
    is_complete: bool.describe(
      'False for the month of the newest business day unless that is its last day',
      '最新业务日所在月为 false，除非该日为月末',
    ),
  },
  partitions: monthly('month'),
  orderBy: ['month', 'team_id'],
  inputs: {
    sales: all('mart.sales_daily'),
    daily: all('mart.sales_series'),
    kpi: all('mart.kpi_monthly'),
    date: all('dim.date'),
  },
  compute: sql(),
  checks: [unique('month', 'team_id')],
  scope: { team: 'team_id', region: 'region' },
});
