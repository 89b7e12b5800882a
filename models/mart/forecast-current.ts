import { defineAsset, fn, unpartitioned } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, f64, string } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martForecastCurrent = defineAsset({
  key: 'mart.forecast_current',
  description:
    'Net sales a team is expected to reach in each of the next three months, and how well the model did before.',
  columns: {
    team_id: string,
    team_name: string,
    region: string,
    month: date,
    forecast: baseMoney,
    lower: baseMoney.orNull().describe('80 % interval; NULL: too little history'),
    upper: baseMoney.orNull().describe('80 % interval; NULL: too little history'),
    model: category,
    backtest_wape: f64
      .orNull()
      .describe('Σ|actual − forecast| ÷ Σ actual on rolling origins; NULL: too little history'),
    naive_wape: f64.orNull().describe('The same for “as last year”'),
  },
  partitions: unpartitioned(),
  orderBy: ['team_id', 'month'],
  inputs: { series: all('mart.team_monthly') },
  compute: fn('forecast_current', 1),
  checks: [unique('team_id', 'month')],
  scope: { team: 'team_id', region: 'region' },
});
