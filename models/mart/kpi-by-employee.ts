import { type Asset, defineAsset, monthly, publishedBy } from '../kit/asset.ts';
import { acceptedValues, unique } from '../kit/check.ts';
import { baseMoney, category, date, f64, string, u32 } from '../kit/column.ts';
import { employeeMartSql, inputsOf, kpisBy } from '../kpi/compile/mart.ts';
import type { Kpi } from '../kpi/kpi.ts';

/** What every mart of KPIs tells of a figure. */
export const figures = {
  numerator: baseMoney,
  denominator: baseMoney.orNull().describe('NULL: the KPI is its numerator, or its base is missing'),
  value: f64.orNull().describe('Ratio, or the numerator of a sum; NULL: not applicable'),
  reason: category.describe(
    'Why there is no value: no_base, base_not_positive, too_few; team_value: too few of one’s own, the team’s stands in; else empty',
  ),
  rows_included: u32.describe('Fact rows behind the numerator').adds('additive'),
};

const person = {
  kpi: category,
  employee_id: string,
  employee_name: string.isPersonal(),
  team_id: string.describe('Team at the end of the month'),
  team_name: string,
  region: string,
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
      description:
        'One KPI of one employee on one day. Add numerators and denominators, then divide: never average values.',
      columns: { day: date, ...person, ...figures },
      partitions: monthly('day'),
      orderBy: ['day', 'kpi', 'employee_id'],
      ...computed(kpis, 'day'),
      checks: [unique('day', 'kpi', 'employee_id'), acceptedValues('kpi', keysOf(kpis, 'day'))],
      ...shared,
    }),
    defineAsset({
      key: 'mart.kpi_monthly',
      description:
        'One KPI of one employee in one month. Add numerators and denominators, then divide: never average values.',
      columns: { month: date.describe('First day of the month'), ...person, ...figures },
      partitions: monthly('month'),
      orderBy: ['month', 'kpi', 'employee_id'],
      ...computed(kpis, 'month'),
      checks: [unique('month', 'kpi', 'employee_id'), acceptedValues('kpi', keysOf(kpis, 'month'))],
      ...shared,
    }),
    defineAsset({
      key: 'mart.kpi_quarterly',
      description:
        'One KPI of one employee in one quarter, computed from facts: the months add up to it only where the KPI is additive.',
      columns: { quarter: date.describe('First day of the quarter'), ...person, ...figures },
      partitions: monthly('quarter'),
      orderBy: ['quarter', 'kpi', 'employee_id'],
      ...computed(kpis, 'quarter'),
      checks: [unique('quarter', 'kpi', 'employee_id'), acceptedValues('kpi', keysOf(kpis, 'quarter'))],
      ...shared,
    }),
  ];
}

function computed(kpis: readonly Kpi[], grain: 'day' | 'month' | 'quarter') {
  return {
    inputs: inputsOf(kpisBy(kpis, grain, 'employee')),
    compute: { kind: 'text', sql: employeeMartSql(kpis, grain), origin: 'models/kpi/compile/mart.ts' },
  } as const;
}

function keysOf(kpis: readonly Kpi[], grain: 'day' | 'month' | 'quarter'): readonly string[] {
  return kpisBy(kpis, grain, 'employee').map(({ declaration }) => declaration.key);
}
