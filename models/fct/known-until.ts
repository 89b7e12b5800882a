import { type Asset, defineAsset, monthly } from '../kit/asset.ts';
import { unique } from '../kit/check.ts';
import { category, date } from '../kit/column.ts';
import { all } from '../kit/mapping.ts';
import { factName, type KpiFact } from '../kpi/fact.ts';

/** fct.known_until of some facts: whoever compares a month with an earlier one asks here how much of it has been seen, and not the whole fact. */
export function fctKnownUntil(facts: readonly KpiFact[]): Asset {
  return defineAsset({
    key: 'fct.known_until',
    description:
      'Up to which day of a month the rows of a fact are known: the last one of a month that is over, the newest one of the running month.',
    descriptionZh: '某事实表在某月已知到哪一天：已结束的月份为月末，进行中的月份为最新一天。',
    columns: {
      month: date.describe('First day of the month', '当月首日'),
      fact: category.describe('Name of the fact, such as order_event', '事实表名称，如 order_event'),
      day: date.describe('Last day of the month that is known', '该月已知的最后一天'),
    },
    partitions: monthly('month'),
    orderBy: ['month', 'fact'],
    inputs: Object.fromEntries(facts.map((fact) => [factName(fact), all(fact.asset.key)])),
    compute: { kind: 'text', sql: knownSql(facts), origin: 'models/fct/known-until.ts' },
    checks: [unique('month', 'fact')],
  });
}

/**
 * Months in which any fact has rows, those of their quarter, and the year after: they may be compared with these. So one row of a far
 * future costs months of its own, and not all until then. Where a fact has no rows yet it is known, and empty.
 */
function knownSql(facts: readonly KpiFact[]): string {
  if (facts.length === 0) return "SELECT toDate('1970-01-01') AS month, '' AS fact, month AS day WHERE 0";
  const months = facts.map((fact) => {
    const [day, name] = [`toDate(\`${fact.date}\`)`, factName(fact)];
    return `SELECT '${name}' AS fact, toStartOfMonth(${day}) AS month, max(${day}) AS newest FROM ${name} GROUP BY month`;
  });
  return `WITH
    seen AS (
${months.join('\nUNION ALL\n')}
    ),
    extent AS (SELECT fact, max(newest) AS newest FROM seen GROUP BY fact),
    told AS (
        SELECT DISTINCT addMonths(toStartOfQuarter(month), ahead) AS month FROM seen ARRAY JOIN range(${quarterAndYear}) AS ahead
    )
SELECT
    told.month AS month,
    extent.fact AS fact,
    least(extent.newest, toLastDayOfMonth(told.month)) AS day
FROM extent
CROSS JOIN told
WHERE told.month <= extent.newest`;
}

/** From the start of a month's quarter to a year after the month, which is its third at most. */
const quarterAndYear = 2 + 12 + 1;
