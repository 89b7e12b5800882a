import { textLiteral } from '../kpi/expression/render.ts';
import type { KpiRule } from './rule.ts';
import { newest, serving } from './serving.ts';

/**
 * What a rule of a KPI finds: `subject` (the person), `employee`, `since`, `escalated`, `evidence`. Robust z-scores are
 * 0.6745 × (value − median) ÷ median absolute deviation, or, where more than half of the sample are equal, ÷ (1.2533 × mean
 * absolute deviation) (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993); a sample of equals shows nothing.
 */
export function kpiTestSql(rule: KpiRule): string {
  const { test } = rule;
  const escalated = test.escalate_at === undefined ? 'false' : `measured <= ${test.escalate_at}`;
  return `SELECT
    employee_id AS subject,
    employee_id AS employee,
    CAST(since, 'Nullable(Date)') AS since,
    ${escalated} AS escalated,
    toJSONString(map(
        'kpi', ${textLiteral(test.key)}, 'period', period, 'value', toString(round(value, 4)),
        'expected', toString(round(expected, 4)), 'measured', toString(round(measured, 4)), 'sample', toString(sample)
    )) AS evidence
FROM (
${comparisons[test.test](rule)}
)
WHERE measured <= ${test.at_most}`;
}

const comparisons: Readonly<Record<KpiRule['test']['test'], (rule: KpiRule) => string>> = {
  weeks: ({ test, kpi }) => {
    const first = `${newest} - ${7 * (test.sample + 1)} + 1`;
    const change = kpi.declaration.direction === 'lower' ? '1 - value / expected' : 'value / expected - 1';
    return `SELECT
    employee_id,
    toString(${newest} - 6) AS period,
    ${newest} - 6 AS since,
    toFloat64(sums[1]) AS value,
    arrayReduce('quantileExactInclusive(0.5)', arraySlice(sums, 2)) AS expected,
    if(expected > 0, ${change}, NULL) AS measured,
    ${test.sample} AS sample
FROM (
    SELECT employee_id, arrayMap(n -> arraySum((no, sold) -> if(no = n, sold, 0), nos, solds), range(${test.sample + 1})) AS sums
    FROM (
        SELECT
            employee_id,
            groupArray(intDiv(dateDiff('day', day, ${newest}), 7)) AS nos,
            groupArray(toFloat64(numerator)) AS solds
        FROM day_figure
        WHERE kpi = ${textLiteral(test.key)} AND day >= ${first} AND day <= ${newest} AND ${serving(first)}
        GROUP BY employee_id
    )
)`;
  },
  history: (rule) => {
    const month = `addMonths(toStartOfMonth(${newest}), -1)`;
    const { key, sample } = rule.test;
    return `SELECT
    employee_id,
    formatDateTime(${month}, '%Y-%m') AS period,
    ${month} AS since,
    now AS value,
    arrayReduce('quantileExactInclusive(0.5)', before) AS expected,
    ${scoreSql(rule, 'before', 'now')} AS measured,
    length(before) AS sample
FROM (
    SELECT
        employee_id,
        anyIf(value, month = ${month}) AS now,
        groupArrayIf(assumeNotNull(value), month < ${month} AND isNotNull(value)) AS before
    FROM month_figure
    WHERE kpi = ${textLiteral(key)} AND reason = '' AND month <= ${month} AND month >= addMonths(${month}, -${sample})
        AND ${serving(month)}
    GROUP BY employee_id
    HAVING isNotNull(now) AND length(before) = ${sample}
)`;
  },
  peers: (rule) => {
    const month = `addMonths(toStartOfMonth(${newest}), -1)`;
    const { key, sample } = rule.test;
    return `SELECT
    one.1 AS employee_id,
    formatDateTime(${month}, '%Y-%m') AS period,
    ${month} AS since,
    one.2 AS value,
    arrayReduce('quantileExactInclusive(0.5)', peers) AS expected,
    ${scoreSql(rule, 'peers', 'one.2')} AS measured,
    length(peers) AS sample
FROM (
    SELECT groupArray((figure.employee_id, assumeNotNull(figure.value))) AS people, arrayMap(x -> x.2, people) AS peers
    FROM month_figure AS figure
    INNER JOIN current AS person ON person.employee_id = figure.employee_id
    WHERE figure.kpi = ${textLiteral(key)} AND figure.reason = '' AND figure.month = ${month} AND isNotNull(figure.value)
        AND (person.leave_date IS NULL OR person.leave_date >= ${newest}) AND (person.hire_date IS NULL OR person.hire_date <= ${month})
    GROUP BY person.role
    HAVING length(people) >= ${sample}
)
ARRAY JOIN people AS one`;
  },
  run_rate: ({ test }) => {
    const month = `toStartOfMonth(${newest})`;
    const days = `(SELECT (countIf(date <= ${newest}), count()) FROM calendar WHERE month = ${month} AND is_workday)`;
    return `SELECT
    employee_id,
    formatDateTime(${month}, '%Y-%m') AS period,
    ${month} AS since,
    toFloat64(numerator) AS value,
    toFloat64(denominator) * passed.1 / passed.2 AS expected,
    if(passed.1 * 100 >= ${test.sample} * passed.2 AND denominator > 0, value * passed.2 / passed.1 / toFloat64(denominator), NULL) AS measured,
    intDiv(passed.1 * 100, greatest(passed.2, 1)) AS sample
FROM (SELECT *, ${days} AS passed FROM month_figure WHERE kpi = ${textLiteral(test.key)} AND month = ${month} AND ${serving(month)})`;
  },
};

/** Negative where it is worse than the sample. */
function scoreSql({ kpi }: KpiRule, sample: string, value: string): string {
  const median = `arrayReduce('quantileExactInclusive(0.5)', ${sample})`;
  const distances = `arrayMap(x -> abs(x - ${median}), ${sample})`;
  const spread = `coalesce(nullIf(arrayReduce('quantileExactInclusive(0.5)', ${distances}) / 0.6745, 0), nullIf(1.2533 * arrayAvg(${distances}), 0))`;
  const sign = kpi.declaration.direction === 'lower' ? '-' : '';
  return `${sign}(${value} - ${median}) / ${spread}`;
}
