import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, f64, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martForecastCurrent = defineAsset({
  key: 'mart.forecast_current',
  description:
    'Net sales a team is expected to reach in each of the next three months, and how well the model did before.',
  descriptionZh: '一个团队未来三个月各月的预计销售额，以及模型过去的准确度。',
  columns: {
    team_id: string.describe('Team', '团队编号'),
    team_name: string.describe('Name of the team', '团队名称'),
    region: string.describe('Name of the sales region', '大区名称'),
    month: date.describe('First day of the month', '当月首日'),
    forecast: baseMoney.describe('Expected net sales, company currency', '预测销售额，本位币'),
    lower: baseMoney
      .orNull()
      .describe('80 % interval; NULL: too little history', '80 % 区间；NULL：历史不足')
      .adds('non-additive'),
    upper: baseMoney
      .orNull()
      .describe('80 % interval; NULL: too little history', '80 % 区间；NULL：历史不足')
      .adds('non-additive'),
    model: category.describe('Forecast model that was chosen', '选用的预测模型'),
    backtest_wape: f64
      .orNull()
      .describe(
        'Σ|actual − forecast| ÷ Σ actual on rolling origins; NULL: too little history',
        '滚动回测的 Σ|实际 − 预测| ÷ Σ实际；NULL：历史不足',
      ),
    imputed_months: string.describe(
      'Months of the history that hold estimates for workdays of which nothing was loaded: 2026-03, 2026-04; empty: none',
      '历史中含有未载入工作日估计值的月份：2026-03, 2026-04；空：无',
    ),
    naive_wape: f64.orNull().describe('The same for “as last year”', '同口径，预测取“去年同期”'),
  },
  partitions: unpartitioned(),
  orderBy: ['team_id', 'month'],
  inputs: { series: all('mart.team_monthly') },
  compute: fn('forecast_current', 2),
  checks: [unique('team_id', 'month')],
  scope: { team: 'team_id', region: 'region' },
});
