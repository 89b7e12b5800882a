import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { baseMoney, category, date, f64, string, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';
import { kpiKeys } from '../kpis.ts';

export const martKpiMonthly = defineAsset({
  key: 'mart.kpi_monthly',
  description:
    'One KPI of one employee in one month. Add numerators and denominators, then divide: never average values.',
  columns: {
    month: date.describe('First day of the month'),
    kpi: category,
    employee_id: string,
    employee_name: string.isPersonal(),
    team_id: string.describe('Team at the end of the month'),
    team_name: string,
    region: string,
    numerator: baseMoney,
    denominator: baseMoney.orNull().describe('NULL: the KPI is its numerator, or its base is missing'),
    value: f64.orNull().describe('Ratio, or the numerator of a sum; NULL: not applicable'),
    rows_included: u32.describe('Fact rows behind the numerator').adds('additive'),
  },
  partitions: monthly('month'),
  orderBy: ['month', 'kpi', 'employee_id'],
  inputs: {
    event: all('fct.order_event'),
    credit: all('fct.order_credit'),
    target: all('fct.target'),
    opportunity: all('fct.opportunity'),
    activity: all('fct.activity'),
    receivable: all('fct.receivable'),
    customer: all('dim.customer'),
    employee: all('dim.employee'),
  },
  compute: sql(),
  checks: [unique('month', 'kpi', 'employee_id'), acceptedValues('kpi', kpiKeys)],
  freshness: publishedBy('06:30'),
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
});
