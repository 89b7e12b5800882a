import type { ScoreRule } from './rule.ts';
import { newest, serving } from './serving.ts';

/** Calendar quarters by which somebody was appraised and which are over. */
const over = `dateDiff('month', appraised.period_start, appraised.period_end) = 3 AND appraised.period_end <= ${newest} + 1`;

/**
 * What a rule of scores finds: `subject` (the person), `employee`, `since`, `escalated`, `evidence`. Every one of the last quarters that are over has a score, and
 * all of them are on the rule's side of its limit; who is paid by two plans in a quarter has the higher score of it.
 */
export function scoreTestSql({ test }: ScoreRule): string {
  const { quarters, below, at_least: atLeast, service_days: serviceDays } = test;
  const limit = below ?? atLeast ?? 0;
  const holds = below === undefined ? `each.3 >= ${limit}` : `each.3 < ${limit}`;
  return `SELECT
    employee_id AS subject,
    employee_id AS employee,
    CAST(told[1].1, 'Nullable(Date)') AS since,
    false AS escalated,
    toJSONString(map(
        'quarters', arrayStringConcat(arrayMap(each -> each.2, told), ', '),
        'scores', arrayStringConcat(arrayMap(each -> toString(each.3), told), ', '),
        'limit', '${limit}', 'service_days', '${serviceDays}'
    )) AS evidence
FROM (
    SELECT employee_id, arraySort(each -> each.1, groupArray((starts, period_id, score))) AS told
    FROM (
        SELECT
            statement.employee_id AS employee_id,
            toDate(appraised.period_start) AS starts,
            any(statement.period_id) AS period_id,
            max(statement.final_score) AS score
        FROM statement
        INNER JOIN appraised ON appraised.period_id = statement.period_id
        WHERE statement.part = 'rep' AND isNotNull(statement.final_score) AND ${over}
            AND appraised.period_start >= addMonths((SELECT max(period_start) FROM appraised WHERE ${over}), -${3 * (quarters - 1)})
        GROUP BY employee_id, starts
    )
    WHERE ${serving(`${newest} - ${serviceDays}`)}
    GROUP BY employee_id
)
WHERE length(told) = ${quarters} AND arrayAll(each -> ${holds}, told)`;
}
