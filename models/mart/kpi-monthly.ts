import { defineAsset, monthly, publishedBy, sql } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { baseMoney, category, date, f64, string, u32 } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';
import { kpiKeys } from '../kpis.ts';

export const martKpiMonthly = defineAsset({
  key: 'mart.kpi_monthly',
  description:
    'One KPI of one employee in one month. Add numerators and denominators, then divide: never average values.',
  descriptionZh: '一名员工一个月的一个指标。先分别加总分子与分母再相除，不要对值取平均。',
  columns: {
    month: date.describe('First day of the month', '当月首日'),
    kpi: category.describe('Key of the KPI', '指标代码'),
    employee_id: string.describe('Employee number', '员工编号'),
    employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
    team_id: string.describe('Team at the end of the month', '月末所在团队'),
    team_name: string.describe('Name of the team', '团队名称'),
    region: string.describe('Name of the sales region', '大区名称'),
    numerator: baseMoney.describe('What is divided, or the value itself', '比值的分子，或数值本身'),
    denominator: baseMoney
      .orNull()
      .describe(
        'NULL: the KPI is its numerator, or its base is missing',
        '分母；NULL：指标即分子，或缺少基数',
      ),
    value: f64
      .orNull()
      .describe(
        'Ratio, or the numerator of a sum; NULL: not applicable',
        '比率，或求和型的分子；NULL：不适用',
      ),
    rows_included: u32.describe('Fact rows behind the numerator', '分子所含的事实行数').adds('additive'),
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
