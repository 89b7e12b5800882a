import { minAmount, reversedOrder, reversedOrderInputs, shown } from '../reversed-order.ts';
import { defineRule } from '../rule.ts';

/** Orders placed to be counted: the same amount again and again, taken back each time, and no money ever stays. */
export const washOrder = defineRule({
  name: 'wash_order',
  version: 2,
  title: 'Wash orders: one customer orders like amounts that are taken back, and no cash stays',
  titleZh: '刷单：同一客户多次以相近金额下单后撤销或退货，最终没有回款',
  subject: 'order',
  score: 'Like orders in the ring; a suspicion from the threshold on',
  scoreZh: '金额相近的订单数；达到阈值即为疑点',
  thresholds: {
    min_orders: {
      value: '2',
      unit: 'orders',
      unitZh: '张订单',
      least: 2,
      isWhole: true,
      meaning: 'Like orders that make a ring',
      meaningZh: '构成一组的金额相近订单的最少张数',
    },
    window_days: {
      value: '30',
      unit: 'days',
      unitZh: '天',
      isWhole: true,
      meaning: 'From booking to taking back, and between orders of a ring, at most',
      meaningZh: '下单到撤销或退货、以及同组订单之间相隔的最长天数',
    },
    amount_tolerance: {
      value: '0.01',
      unit: 'share',
      unitZh: '（占比）',
      meaning: 'How far amounts of a ring may differ',
      meaningZh: '同组订单金额允许的相对差异',
    },
    min_share: {
      value: '0.95',
      unit: 'share',
      unitZh: '（占比）',
      meaning: 'Part of the order that is taken back, at least',
      meaningZh: '被撤销或退货的部分占订单的最低比例',
    },
    min_amount: minAmount,
  },
  inputs: reversedOrderInputs,
  select: (limit) => `WITH
    ${reversedOrder},
    unpaid AS (
        SELECT
            company,
            (order_no, booked_on, toFloat64(net_base)) AS mark,
            (net_base, customer_id, employee_id, arrayMap(r -> r.3, reversals), document) AS told,
            toInt64(${size(limit('amount_tolerance'))}) AS size,
            intDiv(toInt64(booked_on), greatest(${limit('window_days')}, 1)) AS stretch
        FROM reversed
        WHERE net_base >= ${limit('min_amount')} AND arraySum(arrayMap(r -> r.2, reversals)) >= ${limit('min_share')} AND paid <= 0
            AND dateDiff('day', booked_on, arrayMax(arrayMap(r -> r.1, reversals))) <= ${limit('window_days')}
    ),
    -- Into its own place an order comes with what is told of it, into those around it with its mark alone.
    near AS (
        SELECT
            company,
            mark,
            arrayResize([told], 0) AS untold,
            arrayJoin(arrayConcat(
                [((size, stretch), [told])],
                arrayMap(p -> ((size + p.1, stretch + p.2), untold), [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)])
            )) AS place
        FROM unpaid
    ),
    neighbourhood AS (
        SELECT groupArrayIf((mark, place.2[1]), notEmpty(place.2)) AS members, groupArray(mark) AS orders
        FROM near
        GROUP BY company, place.1
        HAVING notEmpty(members) AND length(orders) > 1
    ),
    -- Each order, and those it is like: it is of the ring of each.
    member AS (
        SELECT
            arrayJoin(members) AS one,
            one.1 AS mark,
            arrayFilter(
                o -> abs(o.3 - mark.3) <= o.3 * ${limit('amount_tolerance')} AND abs(dateDiff('day', o.2, mark.2)) <= ${limit('window_days')},
                orders
            ) AS rings
        FROM neighbourhood
    ),
    ring AS (
        SELECT
            arrayJoin(rings).1 AS order_no,
            arraySort(groupArray((mark.1, mark.2, one.2.1, one.2.2, one.2.3, one.2.4, one.2.5))) AS alike,
            arrayFirst(o -> o.1 = order_no, alike) AS this
        FROM member
        GROUP BY order_no
    )
SELECT
    this.1 AS subject_id,
    [this.1] AS concerns,
    this.5 AS employee_id,
    this.4 AS customer_id,
    this.2 AS business_date,
    this.3 AS amount,
    length(alike) AS score,
    ${limit('min_orders')} AS threshold,
    arrayConcat(arrayMap(o -> o.7, alike), arraySort(arrayFlatten(arrayMap(o -> o.6, alike)))) AS evidence,
    concat(
        toString(length(alike)), ' orders of one customer for about ', ${shown('this.3')},
        ' within ${limit('window_days')} days were taken back, and no cash stayed: ', arrayStringConcat(arrayMap(o -> o.1, alike), ', ')
    ) AS explanation,
    concat(
        '同一客户在 ${limit('window_days')} 天内有 ', toString(length(alike)), ' 张约 ', ${shown('this.3')},
        ' 的订单被撤销或退货，且最终没有回款：', arrayStringConcat(arrayMap(o -> o.1, alike), '、')
    ) AS explanation_zh
FROM ring
WHERE length(alike) >= ${limit('min_orders')}`,
});

/**
 * Amounts that may be alike are in the same or neighbouring steps of this scale, so that each order is compared with its neighbours
 * and not with all of its customer. A step is a little wider than the tolerance, for what rounding does; from 1 on there is one step.
 */
function size(tolerance: string): string {
  const widest = -Math.log(1 - Number(tolerance));
  return Number.isFinite(widest) ? `floor(log(toFloat64(net_base)) / ${widest * 1.000_001 + 1e-9})` : '0';
}
