import { all } from '../../kit/mapping.ts';
import { defineRule } from '../rule.ts';

/**
 * Winning far more often than one's peers. Median and median absolute deviation, times 1.4826 to stand for a standard
 * deviation of a normal distribution, so that the outlier itself does not widen the scale it is measured by. Where most
 * peers are equal, which leaves no median deviation, the mean one times 1.2533 stands for it.
 */
export const conversionOutlier = defineRule({
  name: 'conversion_outlier',
  version: 2,
  title: 'Conversion far above peers in a quarter',
  titleZh: '一个季度内的转化率远高于同事',
  subject: 'employee',
  score: 'Robust z-score against the peers of the quarter; a suspicion above the threshold',
  scoreZh: '相对同季度同事的稳健 z 值；高于阈值即为疑点',
  thresholds: {
    max_z: {
      value: '3.5',
      unit: 'z',
      unitZh: '（z 值）',
      meaning: 'Highest z-score that raises no question',
      meaningZh: '不存疑的最高 z 值',
    },
    min_closed: {
      value: '10',
      unit: 'opportunities',
      unitZh: '个商机',
      least: 1,
      isWhole: true,
      meaning: 'Closed in the quarter, to be compared at all',
      meaningZh: '参与比较所需的当季关闭商机数',
    },
    min_peers: {
      value: '5',
      unit: 'people',
      unitZh: '人',
      least: 1,
      isWhole: true,
      meaning: 'Others to be compared with, at least',
      meaningZh: '至少可比较的同事人数',
    },
  },
  inputs: { opportunity: all('fct.opportunity') },
  select: (limit) => `WITH
    closed AS (
        SELECT
            employee_id,
            toStartOfQuarter(assumeNotNull(close_date)) AS quarter,
            max(assumeNotNull(close_date)) AS last_on,
            count() AS closings,
            countIf(is_won) AS won,
            won / closings AS conversion,
            sumIf(coalesce(amount_base, 0), is_won) AS amount,
            arraySort(groupArrayIf(opportunity_id, is_won)) AS winners
        FROM opportunity
        WHERE is_closed AND close_date IS NOT NULL AND employee_id != 'unassigned'
        GROUP BY employee_id, quarter
        HAVING closings >= ${limit('min_closed')}
    ),
    peers AS (
        SELECT
            quarter,
            count() - 1 AS others,
            arraySort(groupArray(conversion)) AS rates,
            quantileExactInclusive(0.5)(conversion) AS middle
        FROM closed
        GROUP BY quarter
    ),
    spread AS (
        SELECT
            quarter,
            others,
            middle,
            arrayMap(r -> abs(r - middle), rates) AS distances,
            1.4826 * arrayReduce('quantileExactInclusive(0.5)', distances) AS by_median,
            if(by_median > 0, by_median, 1.2533 * arrayAvg(distances)) AS deviation
        FROM peers
        WHERE others >= ${limit('min_peers')}
    )
SELECT
    concat(closed.employee_id, '/', toString(closed.quarter)) AS subject_id,
    []::Array(String) AS concerns,
    closed.employee_id AS employee_id,
    '' AS customer_id,
    closed.last_on AS business_date,
    closed.amount AS amount,
    round((closed.conversion - spread.middle) / spread.deviation, 4) AS score,
    ${limit('max_z')} AS threshold,
    arrayMap(o -> concat('opportunity ', o), closed.winners) AS evidence,
    concat(
        toString(closed.won), ' of ', toString(closed.closings), ' won (', toString(round(closed.conversion * 100, 1)), ' %); the median of ',
        toString(spread.others), ' peers and oneself is ', toString(round(spread.middle * 100, 1)), ' %, z = ', toString(score)
    ) AS explanation,
    concat(
        toString(closed.closings), ' 个商机赢得 ', toString(closed.won), ' 个（', toString(round(closed.conversion * 100, 1)), ' %）；本人与 ',
        toString(spread.others), ' 名同事的中位数为 ', toString(round(spread.middle * 100, 1)), ' %，z = ', toString(score)
    ) AS explanation_zh
FROM closed
INNER JOIN spread ON spread.quarter = closed.quarter
WHERE spread.deviation > 0 AND score > ${limit('max_z')}`,
});
