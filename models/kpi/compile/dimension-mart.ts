import type { Grain } from '../declaration.ts';
import { textLiteral } from '../expression/render.ts';
import { knowsPeople } from '../fact.ts';
import { dimensionsOf, type Kpi } from '../kpi.ts';
import { figuresSql, type Members } from './figure.ts';
import { memberSql, nothingSql, reasonSql, valueSql } from './mart.ts';
import { periods } from './period.ts';

/** Days by team and region are in mart.kpi_daily, whose rows name both; days of every member of every dimension would be many. */
export const shownGrains: readonly Grain[] = ['month', 'quarter'];

/**
 * The SELECT of mart.kpi_by_dimension. Every row of a fact is laid beside each of its members first and aggregated then,
 * so that an order of two products is one order of the company, and a median is that of all rows.
 */
export function dimensionMartSql(kpis: readonly Kpi[]): string {
  const figures = shownGrains.flatMap((grain) => {
    const shown = kpis.filter(({ declaration }) => declaration.grains.includes(grain));
    if (shown.length === 0) return [];
    return [`SELECT '${grain}' AS _grain, * FROM (\n${figuresSql(shown, grain, membersAt(grain))}\n)`];
  });
  if (figures.length === 0)
    return nothingSql('period', ['grain', 'kpi', 'dimension', 'member', 'team_id', 'region']);
  return `WITH
    member AS (
    ${memberSql}
    ),
    figure AS (
${figures.join('\nUNION ALL\n')}
    )
SELECT
    _period AS period,
    _grain AS grain,
    kpi,
    _dimension AS dimension,
    _member AS member,
    if(_dimension = 'team', _member, '') AS team_id,
    if(_dimension = 'region', _member, '') AS region,
    if(_short = 'hide', toDecimal128(0, 12), assumeNotNull(numerator)) AS numerator,
    if(_short = 'hide', NULL, denominator) AS denominator,
    if(_short IN ('hide', 'na'), NULL, ${valueSql}) AS value,
    if(_short = 'team', '', ${reasonSql}) AS reason,
    facts AS rows_included
FROM figure`;
}

function membersAt(grain: Grain): Members {
  return {
    columns: ['_dimension', '_member'],
    apart: (kpi) => shownBy(kpi).join(),
    around: (rows, fact, kpi) => {
      const slots = shownBy(kpi).map((each) => `(${textLiteral(each)}, ${memberColumn(each)})`);
      const placed = knowsPeople(fact) ? placedSql(rows, grain) : rows;
      return `SELECT *, _slot.1 AS _dimension, _slot.2 AS _member FROM (\n${placed}\n) ARRAY JOIN [${slots.join(', ')}] AS _slot`;
    },
  };
}

/** Single employees have marts of their own. */
function shownBy(kpi: Kpi): readonly string[] {
  return dimensionsOf(kpi).filter((each) => each !== 'employee');
}

function memberColumn(dimension: string): string {
  return dimension === 'company' ? "''" : `_d_${dimension}`;
}

/** Rows with the team and region of their employee at the end of the period’s last month. */
function placedSql(rows: string, grain: Grain): string {
  return `SELECT rows.*, placed.team_id AS _d_team, placed.region AS _d_region
FROM (SELECT *, toDate32(toLastDayOfMonth(${periods[grain].end('_period')})) AS _month_end FROM (\n${rows}\n)) AS rows
ASOF LEFT JOIN member AS placed ON placed.employee_id = rows._employee AND placed.since <= rows._month_end`;
}
