import { type Asset, defineAsset, monthly, publishedBy, quarterly } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { baseMoney, category, date, f64, string, u32 } from '../kit/column.ts';
import { inputsOf } from '../kpi/compile/inputs.ts';
import { employeeMartSql, kpisBy } from '../kpi/compile/mart.ts';
import type { Kpi } from '../kpi/kpi.ts';

/** What every mart of KPIs tells of a figure. */
export const figures = {
  numerator: baseMoney.describe('What is divided, or the value itself', '比值的分子，或数值本身'),
  denominator: baseMoney
    .orNull()
    .describe('NULL: the KPI is its numerator, or its base is missing', '分母；NULL：指标即分子，或缺少基数'),
  value: f64
    .orNull()
    .describe('Ratio, or the numerator of a sum; NULL: not applicable', '比率，或求和型的分子；NULL：不适用'),
  reason: category.describe(
    'Why there is no value: no_base, base_not_positive, too_few; team_value: too few of one’s own, the team’s stands in; else empty',
    '没有值的原因：no_base 缺少基数、base_not_positive 基数不为正、too_few 样本太少；team_value：本人样本太少，取团队值；否则为空',
  ),
  rows_included: u32.describe('Fact rows behind the numerator', '分子所含的事实行数').adds('additive'),
};

const person = {
  kpi: category.describe('Key of the KPI', '指标代码'),
  employee_id: string.describe('Employee number; `unassigned` when unknown', '员工编号；未知为 `unassigned`'),
  employee_name: string.isPersonal().describe('Name as shown', '显示的姓名'),
  team_id: string.describe(
    'Team at the end of the period; of a day, at the end of its month',
    '期末所在团队；按日时取当月月末',
  ),
  team_name: string.describe('Name of the team', '团队名称'),
  region: string.describe('Name of the sales region', '大区名称'),
};

const shared = {
  freshness: publishedBy('06:30'),
  scope: { employee: 'employee_id', team: 'team_id', region: 'region' },
} as const;

/** mart.kpi_daily, kpi_monthly and kpi_quarterly: what the catalogue says of each employee. */
export function kpiMarts(kpis: readonly Kpi[]): readonly Asset[] {
  return [
    defineAsset({
      key: 'mart.kpi_daily',
      descriptionZh: '一名员工一天的一个指标。先分别加总分子与分母再相除，不要对值取平均。',
      description:
        'One KPI of one employee on one day. Add numerators and denominators, then divide: never average values.',
      columns: { day: date.describe('The day', '日期'), ...person, ...figures },
      partitions: monthly('day'),
      orderBy: ['day', 'kpi', 'employee_id'],
      ...computed(kpis, 'day'),
      checks: [unique('day', 'kpi', 'employee_id'), acceptedValues('kpi', keysOf(kpis, 'day'))],
      ...shared,
    }),
    defineAsset({
      key: 'mart.kpi_monthly',
      descriptionZh: '一名员工一个月的一个指标。先分别加总分子与分母再相除，不要对值取平均。',
      description:
        'One KPI of one employee in one month. Add numerators and denominators, then divide: never average values.',
      columns: { month: date.describe('First day of the month', '当月首日'), ...person, ...figures },
      partitions: monthly('month'),
      orderBy: ['month', 'kpi', 'employee_id'],
      ...computed(kpis, 'month'),
      checks: [unique('month', 'kpi', 'employee_id'), acceptedValues('kpi', keysOf(kpis, 'month'))],
      ...shared,
    }),
    defineAsset({
      key: 'mart.kpi_quarterly',
      descriptionZh: '一名员工一个季度的一个指标，由事实计算；只有可加的指标才等于各月之和。',
      description:
        'One KPI of one employee in one quarter, computed from facts: the months add up to it only where the KPI is additive.',
      columns: { quarter: date.describe('First day of the quarter', '当季首日'), ...person, ...figures },
      partitions: quarterly('quarter'),
      orderBy: ['quarter', 'kpi', 'employee_id'],
      ...computed(kpis, 'quarter'),
      checks: [unique('quarter', 'kpi', 'employee_id'), acceptedValues('kpi', keysOf(kpis, 'quarter'))],
      ...shared,
    }),
  ];
}

function computed(kpis: readonly Kpi[], grain: 'day' | 'month' | 'quarter') {
  return {
    inputs: inputsOf(kpisBy(kpis, grain, 'employee'), [grain]),
    compute: { kind: 'text', sql: employeeMartSql(kpis, grain), origin: 'models/kpi/compile/mart.ts' },
  } as const;
}

function keysOf(kpis: readonly Kpi[], grain: 'day' | 'month' | 'quarter'): readonly string[] {
  return kpisBy(kpis, grain, 'employee').map(({ declaration }) => declaration.key);
}
