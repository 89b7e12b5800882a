import type { Grain } from '../declaration.ts';
import { dimensionsOf, type Kpi } from '../kpi.ts';
import { byEmployee, figuresSql } from './figure.ts';
import { periods } from './period.ts';

/** KPIs that a mart by employee of this length of period holds. */
export function kpisBy(kpis: readonly Kpi[], grain: Grain, dimension: string): readonly Kpi[] {
  return kpis.filter(
    (kpi) => kpi.declaration.grains.includes(grain) && dimensionsOf(kpi).includes(dimension),
  );
}

/** People in each team they were in, the first one reaching back. */
export const memberSql = `SELECT
        employee_id,
        name,
        team_id,
        team_name,
        region,
        if(valid_from = min(valid_from) OVER (PARTITION BY employee_id), toDate32('1900-01-01'), valid_from) AS since
    FROM employee`;

/** The value of a row with numerator and denominator; NULL is not applicable, never zero. */
export const valueSql =
  'multiIf(is_sum, toFloat64(numerator), denominator > 0, toFloat64(numerator) / toFloat64(denominator), NULL)';

/** Why there is no value, or whose it is. */
export const reasonSql = `multiIf(
        _short = 'team', 'team_value',
        _short != '', 'too_few',
        is_sum, '',
        denominator IS NULL, 'no_base',
        denominator <= 0, 'base_not_positive',
        ''
    )`;

/** The SELECT of a mart by employee: everybody in the team of the period’s end (for days, of their month’s end). */
export function employeeMartSql(kpis: readonly Kpi[], grain: Grain): string {
  const shown = kpisBy(kpis, grain, 'employee');
  if (shown.length === 0)
    return nothingSql(grain, ['kpi', 'employee_id', 'employee_name', 'team_id', 'team_name', 'region']);
  const end = periods[grain].end('_period');
  return `WITH
    figure AS (
${figuresSql(shown, grain, byEmployee)}
    ),
    member AS (
    ${memberSql}
    ),
    placed AS (
        SELECT
            figure.*,
            if(member.employee_id = '', figure._employee, member.name) AS employee_name,
            member.team_id AS team_id,
            member.team_name AS team_name,
            member.region AS region
        FROM (SELECT *, toDate32(toLastDayOfMonth(${end})) AS _month_end FROM figure) AS figure
        ASOF LEFT JOIN member ON member.employee_id = figure._employee AND member.since <= figure._month_end
    )
SELECT
    _period AS ${grain},
    kpi,
    _employee AS employee_id,
    employee_name,
    team_id,
    team_name,
    region,
    if(_short = 'hide', toDecimal128(0, 12), assumeNotNull(numerator)) AS numerator,
    if(_short = 'hide', NULL, denominator) AS denominator,
    multiIf(
        _short = 'team', ${teamValue},
        _short != '', NULL,
        ${valueSql}
    ) AS value,
    ${reasonSql} AS reason,
    facts AS rows_included
FROM placed`;
}

const perTeam = 'OVER (PARTITION BY kpi, _period, team_id)';
const teamValue = `if(sum(coalesce(denominator, 0)) ${perTeam} > 0, toFloat64(sum(numerator) ${perTeam}) / toFloat64(sum(coalesce(denominator, 0)) ${perTeam}), NULL)`;

/** A typed mart without rows: its period, its text columns and the figures every mart has. */
export function nothingSql(period: string, texts: readonly string[]): string {
  return `SELECT
    toDate('1970-01-01') AS ${period}, ${texts.map((column) => `'' AS ${column}`).join(', ')},
    toDecimal128(0, 12) AS numerator, NULL AS denominator, NULL AS value, '' AS reason, 0 AS rows_included
WHERE 0`;
}
