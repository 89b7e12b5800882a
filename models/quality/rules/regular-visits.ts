import { defineRule } from '../rule.ts';
import { visitDocument, visitInputs, visits } from '../visit.ts';

/** Real visits differ; a series of equally long ones at equal distances was typed, not made. */
export const regularVisits = defineRule({
  name: 'regular_visits',
  version: 2,
  title: 'Too regular visits: equally long and equally spaced on one day',
  titleZh: '过于规整的拜访：同一天内时长相同、间隔相同',
  subject: 'activity',
  score: 'Visits in the series; a suspicion from the threshold on',
  scoreZh: '该序列中的拜访次数；达到阈值即为疑点',
  thresholds: {
    min_visits: {
      value: '4',
      unit: 'visits',
      unitZh: '次',
      least: 2,
      isWhole: true,
      meaning: 'Visits that make a series',
      meaningZh: '构成序列的拜访次数',
    },
    tolerance_seconds: {
      value: '60',
      unit: 'seconds',
      unitZh: '秒',
      isWhole: true,
      meaning: 'How far distances may differ from the middle one',
      meaningZh: '各次间隔与间隔中位数之间允许的差异',
    },
  },
  inputs: visitInputs,
  select: (limit) => `WITH
    ${visits},
    alike AS (
        SELECT
            employee_id,
            business_date,
            intDiv(seconds, 60) AS minutes,
            arraySort(groupArray((began, activity_id, began + seconds))) AS those,
            argMin(customer_id, (began, activity_id)) AS customer_id
        FROM visit
        WHERE seconds > 0
        GROUP BY employee_id, business_date, minutes
        HAVING length(those) >= ${limit('min_visits')}
    ),
    spaced AS (
        SELECT
            *,
            arrayMap(i -> toInt64(those[i + 1].1) - toInt64(those[i].1), range(1, length(those))) AS distances,
            arraySort(distances)[intDiv(length(distances) + 1, 2)] AS middle,
            arrayMap(d -> abs(d - middle) <= ${limit('tolerance_seconds')}, distances) AS is_regular,
            1 + arrayCount(is_regular) AS regular,
            -- The others of the day are as long, but may well have been made.
            arrayFilter((v, earlier, later) -> earlier OR later, those, arrayPushFront(is_regular, 0), arrayPushBack(is_regular, 0)) AS series
        FROM alike
    )
SELECT
    concat(employee_id, '/', toString(business_date), '/', toString(minutes)) AS subject_id,
    arrayMap(v -> v.2, series) AS concerns,
    employee_id,
    customer_id,
    business_date,
    0 AS amount,
    regular AS score,
    ${limit('min_visits')} AS threshold,
    arrayMap(v -> ${visitDocument('v.2', 'v.1', 'v.3')}, series) AS evidence,
    concat(
        toString(regular), ' visits on one day, each ', toString(minutes), ' minutes long, one every ',
        toString(round(middle / 60, 1)), ' minutes'
    ) AS explanation,
    concat('一天内 ', toString(regular), ' 次拜访，每次 ', toString(minutes), ' 分钟，每隔 ', toString(round(middle / 60, 1)), ' 分钟一次') AS explanation_zh
FROM spaced
WHERE regular >= ${limit('min_visits')} AND middle > 0`,
});
