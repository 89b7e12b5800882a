import { defineRule } from '../rule.ts';
import { visitDocument, visitInputs, visits } from '../visit.ts';

/** Nobody is with two customers at once, nor in another city a few minutes later. */
export const simultaneousVisits = defineRule({
  name: 'simultaneous_visits',
  version: 3,
  title: 'Near-simultaneous visits: two visits of one person that cannot both be true',
  titleZh: '几乎同时的拜访：同一人的两次拜访不可能都属实',
  subject: 'activity',
  score:
    'Minutes missing between the two: what the way takes at least, less what was there, and what they overlap by; a suspicion above the threshold',
  scoreZh: '两次拜访之间缺少的分钟数：路程至少所需减去实际间隔，重叠时再加上重叠部分；高于阈值即为疑点',
  thresholds: {
    travel_minutes: {
      value: '5',
      unit: 'minutes',
      unitZh: '分钟',
      meaning: 'Least time between two customers',
      meaningZh: '两个客户之间的最短间隔',
    },
    city_travel_minutes: {
      value: '30',
      unit: 'minutes',
      unitZh: '分钟',
      meaning: 'Least time between customers in two cities',
      meaningZh: '两个城市的客户之间的最短间隔',
    },
  },
  inputs: visitInputs,
  select: (limit) => `WITH
    ${visits},
    day AS (
        SELECT
            employee_id,
            business_date,
            arraySort(groupArray((began, activity_id, company, city, began + seconds, customer_id))) AS those
        FROM visit
        GROUP BY employee_id, business_date
        HAVING length(those) > 1
    ),
    pair AS (
        SELECT
            employee_id,
            business_date,
            arrayJoin(arrayFlatten(arrayMap(
                (a, i) -> arrayMap(b -> (a.2, b.2, a.6, (toInt64(b.1) - toInt64(a.5)) / 60, if(a.4 != b.4 AND a.4 != '' AND b.4 != '', ${limit('city_travel_minutes')}, ${limit('travel_minutes')}), a.1, a.5, b.1, b.5),
                    arrayFilter(b -> b.3 != a.3, arraySlice(those, i + 1))),
                those, arrayEnumerate(those)
            ))) AS two,
            round(two.4, 2) AS minutes
        FROM day
    )
SELECT
    concat(two.1, '+', two.2) AS subject_id,
    [two.1, two.2] AS concerns,
    employee_id,
    two.3 AS customer_id,
    business_date,
    0 AS amount,
    round(two.5 - minutes, 2) AS score,
    0 AS threshold,
    [${visitDocument('two.1', 'two.6', 'two.7')}, ${visitDocument('two.2', 'two.8', 'two.9')}] AS evidence,
    if(
        minutes < 0,
        concat('Two visits to different customers overlap by ', toString(-minutes), ' minutes'),
        concat('Two visits to different customers are ', toString(minutes), ' minutes apart; the way takes at least ', toString(two.5))
    ) AS explanation,
    if(
        minutes < 0,
        concat('对不同客户的两次拜访重叠 ', toString(-minutes), ' 分钟'),
        concat('对不同客户的两次拜访相隔 ', toString(minutes), ' 分钟，路程至少需 ', toString(two.5), ' 分钟')
    ) AS explanation_zh
FROM pair
WHERE minutes < two.5`,
});
