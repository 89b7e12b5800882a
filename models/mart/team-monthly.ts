import { defineAsset, monthly, sql } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, bool, date, string, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';

export const martTeamMonthly = defineAsset({
  key: 'mart.team_monthly',
  description: 'Net sales of one team in one month without gaps: the series that forecasts start from.',
  columns: {
    month: date,
    team_id: string,
    team_name: string,
    region: string,
    net_sales: baseMoney.describe('0 in months without sales between the first and the newest'),
    target: baseMoney.orNull(),
    workdays: u32.adds('non-additive'),
    is_complete: bool.describe('False for the month of the newest business day unless that is its last day'),
  },
  partitions: monthly('month'),
  orderBy: ['month', 'team_id'],
  inputs: { sales: all('mart.sales_daily'), kpi: all('mart.kpi_monthly'), date: all('dim.date') },
  compute: sql(),
  checks: [unique('month', 'team_id')],
  scope: { team: 'team_id', region: 'region' },
});
