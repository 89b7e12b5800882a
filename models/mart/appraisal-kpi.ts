import { type Asset, defineAsset, monthly } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { baseMoney, category, date, date32, string } from '../kit/column.ts';
import { all, sameMonth } from '../kit/mapping.ts';
import { byEmployee, figuresSql, type Members } from '../kpi/compile/figure.ts';
import { factInputs } from '../kpi/compile/inputs.ts';
import type { Kpi } from '../kpi/kpi.ts';

/** mart.appraisal_kpi: what KPIs of the catalogue that plans weigh come to, from facts, by the day of looking. */
export function martAppraisalKpi(kpis: readonly Kpi[]): Asset {
  return defineAsset({
    key: 'mart.appraisal_kpi',
    description:
      'What a KPI of the catalogue that a plan weighs comes to for an employee in a month of an appraised period, by the day of looking.',
    descriptionZh: '观察日为止，方案所加权的目录指标在考核期间各月的员工数值。',
    columns: {
      period_id: string.describe('Appraised period, 2026Q3', '考核期间，如 2026Q3'),
      period_start: date32.describe('First day of the period', '期间首日'),
      employee_id: string.describe('Employee number', '员工编号'),
      kpi: category.describe('Key of the KPI', '指标代码'),
      month: date.describe('First day of the month', '当月首日'),
      numerator: baseMoney.describe('What is divided, or the value itself', '比值的分子，或数值本身'),
      denominator: baseMoney.describe('0: nothing, or the KPI is a sum', '分母；0：没有，或指标为求和型'),
    },
    partitions: monthly('period_start'),
    orderBy: ['period_id', 'employee_id', 'kpi', 'month'],
    inputs: {
      period: sameMonth('dim.appraisal_period'),
      // A period begins on any day and is as long as a source says.
      ...factInputs(kpis, all),
    },
    compute: { kind: 'text', sql: seenSql(kpis), origin: 'models/mart/appraisal-kpi.ts' },
    checks: [unique('period_id', 'employee_id', 'kpi', 'month')],
    scope: { employee: 'employee_id' },
  });
}

/** Each with the day from which it was known: what came later than the day of looking is not seen by it. */
const byEmployeeAndKnown: Members = {
  ...byEmployee,
  columns: [...byEmployee.columns, '_known'],
};

/** Days within a period up to the day of looking, added up by month: numerators and denominators only, which add up over days. */
function seenSql(kpis: readonly Kpi[]): string {
  if (kpis.length === 0)
    return `SELECT
    '' AS period_id, toDate32('1970-01-01') AS period_start, '' AS employee_id, '' AS kpi, toDate('1970-01-01') AS month,
    toDecimal128(0, 12) AS numerator, toDecimal128(0, 12) AS denominator
WHERE 0`;
  return `WITH figure AS (
${figuresSql(kpis, 'day', byEmployeeAndKnown)}
    )
SELECT
    period.period_id AS period_id,
    period.period_start AS period_start,
    figure._employee AS employee_id,
    figure.kpi AS kpi,
    toStartOfMonth(figure._period) AS month,
    sum(assumeNotNull(figure.numerator)) AS numerator,
    sum(coalesce(figure.denominator, toDecimal128(0, 12))) AS denominator
FROM figure
CROSS JOIN period
WHERE figure._period >= period.period_start AND figure._period < period.period_end
    AND greatest(toDate32(figure._period), figure._known) <= period.as_of
GROUP BY period_id, period_start, employee_id, kpi, month`;
}
