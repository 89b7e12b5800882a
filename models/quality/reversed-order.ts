import { all, type PartitionMapping } from '../kit/mapping.ts';
import type { Threshold } from './rule.ts';

/** From which amount on a rule looks at an order. */
export const minAmount: Threshold = Object.freeze({
  value: '1000',
  unit: 'company currency',
  unitZh: '公司本位币',
  meaning: 'Smaller orders are left alone',
  meaningZh: '低于此金额的订单不查',
});

/** What `reversedOrder` reads. */
export const reversedOrderInputs: Readonly<Record<string, PartitionMapping>> = Object.freeze({
  booked: all('stg.order'),
  line: all('stg.order_line'),
  refund: all('stg.refund'),
  rate: all('dim.fx_rate'),
  receipt: all('stg.receipt'),
  invoice: all('stg.invoice'),
  credit: all('fct.order_credit'),
  customer: all('dim.customer'),
});

/**
 * Common table: each booked order of which something was taken back, in company currency at the booking rate; `document` and
 * `reversals`, (day, part of the order, document), name their amounts, so that other amounts are other evidence; `paid` is cash less what was given back of it, in the currency of the receipts.
 */
export const reversedOrder = `account AS (SELECT customer_id, survivor_id FROM customer WHERE is_current),
    taken AS (
        SELECT order_no, customer_id, currency, status, business_date, cancelled_on
        FROM booked
        WHERE status = 'cancelled' OR order_no IN (SELECT order_no FROM refund)
    ),
    gross AS (
        SELECT order_no, sum(toDecimal128(net_amount, 4)) AS net_tc
        FROM line
        WHERE order_no IN (SELECT order_no FROM taken)
        GROUP BY order_no
    ),
    returned AS (
        SELECT
            order_no,
            groupArray((business_date, toDecimal128(net_amount, 4), concat('refund ', refund_no, ', ', toString(toDecimal128(net_amount, 4))))) AS refunds,
            sum(toDecimal128(net_amount, 4)) AS net_tc
        FROM refund
        GROUP BY order_no
    ),
    received AS (
        SELECT invoice.order_no AS order_no, sum(toDecimal128(receipt.amount, 4)) AS paid
        FROM receipt
        INNER JOIN (SELECT invoice_no, order_no FROM invoice WHERE order_no IN (SELECT order_no FROM taken)) AS invoice
            ON invoice.invoice_no = receipt.invoice_no
        GROUP BY order_no
    ),
    owner AS (SELECT order_no, employee_id FROM credit WHERE is_primary AND order_no IN (SELECT order_no FROM taken)),
    reversed AS (
        SELECT
            taken.order_no AS order_no,
            taken.customer_id AS customer_id,
            if(account.customer_id = '', taken.customer_id, account.survivor_id) AS company,
            if(owner.order_no = '', 'unassigned', owner.employee_id) AS employee_id,
            taken.business_date AS booked_on,
            gross.net_tc * in_force.rate AS net_base,
            concat('order ', taken.order_no, ', ', toString(gross.net_tc), ' ', taken.currency) AS document,
            arraySort(arrayConcat(
                arrayMap(r -> (r.1, toFloat64(r.2) / toFloat64(gross.net_tc), concat(r.3, ' ', taken.currency)), returned.refunds),
                if(
                    taken.status = 'cancelled' AND gross.net_tc > returned.net_tc,
                    [(coalesce(taken.cancelled_on, taken.business_date), 1 - toFloat64(returned.net_tc) / toFloat64(gross.net_tc), concat('cancellation ', taken.order_no))],
                    []
                )
            )) AS reversals,
            received.paid AS paid
        FROM taken
        INNER JOIN gross ON gross.order_no = taken.order_no
        INNER JOIN rate AS in_force ON in_force.currency = taken.currency
            AND in_force.valid_from <= taken.business_date AND in_force.valid_to > taken.business_date
        LEFT JOIN returned ON returned.order_no = taken.order_no
        LEFT JOIN received ON received.order_no = taken.order_no
        LEFT JOIN owner ON owner.order_no = taken.order_no
        LEFT JOIN account ON account.customer_id = taken.customer_id
        WHERE gross.net_tc > 0
    )`;

/** An amount as people read it. */
export function shown(amount: string): string {
  return `toString(round(toDecimal128(${amount}, 12), 2))`;
}
