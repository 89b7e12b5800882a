import { textLiteral } from '../kpi/expression/render.ts';
import type { Award, Direction } from './award.ts';
import type { AwardDeclaration } from './declaration.ts';

type Condition = AwardDeclaration['also'][number];

/** The SELECT of mart.award: who gets each award in each period that is over, and on what. */
export function awardsSql(awards: readonly Award[]): string {
  if (awards.length === 0) return nobodySql;
  return awards.map(awardSql).join('\nUNION ALL\n');
}

const columns = `period, grain, scope, member, kpi, employee_id, employee_name, team_id, region, value, value_before,
    numerator, denominator, rank, rank_before, ranked`;

const nobodySql = `SELECT '' AS award, 0 AS award_version, '' AS measure, 0 AS measured, 0 AS place, 0 AS shared_with, '' AS terms, ${columns}
FROM ranking
WHERE 0`;

function awardSql({ declaration, direction, alsoDirections }: Award): string {
  const { key, version, period, scope, measure, top, at_least, ties, minimum_ranked, also } = declaration;
  const measured = measureSql(measure.of, direction);
  const better = direction === 'lower' && measure.of === 'value' ? '_measured' : '-_measured';
  const reached = direction === 'lower' && measure.of === 'value' ? '<=' : '>=';
  return `SELECT
    ${textLiteral(key)} AS award,
    ${version} AS award_version,
    ${textLiteral(measure.of)} AS measure,
    _measured AS measured,
    _place AS place,
    _equals - 1 AS shared_with,
    ${textLiteral(termsText(declaration))} AS terms,
    ${columns}
FROM (
    SELECT
        *,
        rank() OVER (PARTITION BY period, member ORDER BY ${better}) AS _place,
        count() OVER (PARTITION BY period, member, _measured) AS _equals
    FROM (
        SELECT *, assumeNotNull(${measured}) AS _measured
        FROM ranking
        WHERE grain = '${period}' AND scope = '${scope}' AND kpi = ${textLiteral(measure.kpi)}
            AND is_complete AND reason = '' AND ranked >= ${minimum_ranked} AND isNotNull(${measured})
    )
)
WHERE ${[
    ...(at_least === undefined ? [] : [`_measured ${reached} ${at_least}`]),
    ...(top === undefined ? [] : [`_place <= ${top}`]),
    ...(top === undefined || ties === 'all' ? [] : [`_place + _equals - 1 <= ${top}`]),
    ...also.map((condition, n) => conditionSql(declaration, condition, alsoDirections[n] ?? 'higher')),
    '1',
  ].join('\n    AND ')}`;
}

/**
 * Growth of something where less is better is by how much it fell. Binary fractions are rounded to nine places: 0.3 reaches 0.3, and
 * equals are equal.
 */
function measureSql(of: 'value' | 'growth' | 'movement', direction: Direction): string {
  if (of === 'value') return 'round(value, 9)';
  if (of === 'movement') return 'toFloat64(movement)';
  const won = direction === 'lower' ? 'value_before - value' : 'value - value_before';
  return `round(if(value_before > 0, (${won}) / value_before, NULL), 9)`;
}

/** Of the company’s leaderboard, so that it holds of a person whatever the award is among. */
function conditionSql(
  { period }: AwardDeclaration,
  { kpi, of, at_least, at_most }: Condition,
  direction: Direction,
): string {
  const measured = measureSql(of, direction);
  const bounds = [
    ...(at_least === undefined ? [] : [`${measured} >= ${at_least}`]),
    ...(at_most === undefined ? [] : [`${measured} <= ${at_most}`]),
  ];
  return `(period, employee_id) IN (
        SELECT period, employee_id FROM ranking
        WHERE grain = '${period}' AND scope = 'company' AND kpi = ${textLiteral(kpi)} AND ${bounds.join(' AND ')}
    )`;
}

/** The rule in short, kept beside the winner: the declaration may have changed since. */
function termsText({ measure, top, at_least, also, ties, minimum_ranked }: AwardDeclaration): string {
  const bounds = (of: Pick<Condition, 'at_least' | 'at_most'>) => [
    ...(of.at_least === undefined ? [] : [`>= ${of.at_least}`]),
    ...(of.at_most === undefined ? [] : [`<= ${of.at_most}`]),
  ];
  return [
    `${measure.kpi} ${measure.of}`,
    ...bounds({ at_least }),
    ...(top === undefined ? [] : [`top ${top}, ties ${ties}`]),
    ...(minimum_ranked > 1 ? [`${minimum_ranked} or more take part`] : []),
    ...also.map((each) => `${each.kpi} ${each.of} ${bounds(each).join(' ')}`),
  ].join('; ');
}
