import { minAmount, reversedOrder, reversedOrderInputs, shown } from '../reversed-order.ts';
import { defineRule } from '../rule.ts';

/** Booked to reach a period's target, and taken back once the period is over. */
export const periodEndReturn = defineRule({
  name: 'period_end_return',
  version: 2,
  title: 'Book and return: ordered in the last days of a period, taken back soon after it',
  titleZh: '期末突击下单：在期间最后几天下单，期后不久即撤销或退货',
  subject: 'order',
  score: 'Part of the order that was taken back; a suspicion from the threshold on',
  scoreZh: '被撤销或退货的部分占订单的比例；达到阈值即为疑点',
  thresholds: {
    period_months: {
      value: '3',
      unit: 'months',
      unitZh: '个月',
      least: 1,
      isWhole: true,
      meaning: 'Length of a period, counted from the fiscal year’s first month',
      meaningZh: '期间长度，自财年首月起算',
    },
    days_before: {
      value: '3',
      unit: 'days',
      unitZh: '天',
      least: 1,
      isWhole: true,
      meaning: 'Booked in so many last days of the period',
      meaningZh: '在期间最后若干天内下单',
    },
    days_after: {
      value: '15',
      unit: 'days',
      unitZh: '天',
      least: 1,
      isWhole: true,
      meaning: 'Taken back within so many days after it',
      meaningZh: '期后若干天内撤销或退货',
    },
    min_share: {
      value: '0.5',
      unit: 'share',
      unitZh: '（占比）',
      meaning: 'Part of the order that is taken back then, at least',
      meaningZh: '届时被撤销或退货的部分占订单的最低比例',
    },
    min_amount: minAmount,
  },
  inputs: reversedOrderInputs,
  select: (limit) => `WITH
    ${reversedOrder},
    placed AS (
        SELECT
            *,
            toYear(booked_on) * 12 + toMonth(booked_on) - {fiscal_year_start:UInt8} AS month_no,
            (intDiv(month_no, ${limit('period_months')}) + 1) * ${limit('period_months')} + {fiscal_year_start:UInt8} - 1 AS next_month_no,
            makeDate(toUInt16(intDiv(next_month_no, 12)), toUInt8(next_month_no % 12 + 1), 1) AS next_period,
            arrayFilter(r -> r.1 >= next_period AND dateDiff('day', next_period, r.1) < ${limit('days_after')}, reversals) AS after,
            arraySum(arrayMap(r -> r.2, after)) AS share_after
        FROM reversed
        WHERE net_base >= ${limit('min_amount')}
    )
SELECT
    order_no AS subject_id,
    [order_no] AS concerns,
    employee_id,
    customer_id,
    booked_on AS business_date,
    net_base AS amount,
    round(share_after, 6) AS score,
    ${limit('min_share')} AS threshold,
    arrayConcat([document], arrayMap(r -> r.3, after)) AS evidence,
    concat(
        'Booked on ', toString(booked_on), ', ', toString(dateDiff('day', booked_on, next_period)), ' day(s) before the next period; ',
        toString(round(share_after * 100, 1)), ' % of ', ${shown('net_base')}, ' was taken back by ', toString(arrayMax(arrayMap(r -> r.1, after)))
    ) AS explanation,
    concat(
        toString(booked_on), ' 下单，距下一期 ', toString(dateDiff('day', booked_on, next_period)), ' 天；至 ',
        toString(arrayMax(arrayMap(r -> r.1, after))), ' 已撤销或退货 ', ${shown('net_base')}, ' 的 ', toString(round(share_after * 100, 1)), ' %'
    ) AS explanation_zh
FROM placed
WHERE dateDiff('day', booked_on, next_period) <= ${limit('days_before')} AND notEmpty(after) AND share_after >= ${limit('min_share')}`,
});
