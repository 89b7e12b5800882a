-- Grain: appraised period × order. Key: the same.
-- A payment is seen from its business date on, and not before it had arrived.
WITH
    concerned AS (SELECT DISTINCT period_id, period_start, order_no FROM seen),
    received AS (
        SELECT
            period.period_id AS period_id,
            payment.order_no AS order_no,
            greatest(payment.business_date, coalesce(payment.known_on, payment.business_date)) AS seen_on,
            sum(if(toDate32(seen_on) <= period.as_of, payment.amount_at_order_rate_base, 0)) AS paid,
            sum(if(toDate32(seen_on) <= least(period.as_of, period.close_as_of), payment.amount_at_order_rate_base, 0)) AS paid_at_close,
            sum(if(toDate32(seen_on) <= period.as_of, payment.fx_gain_base, 0)) AS fx_gain
        FROM payment
        CROSS JOIN period
        WHERE payment.order_no != ''
        GROUP BY period.period_id, payment.order_no, seen_on
    ),
    added AS (
        SELECT
            period_id,
            order_no,
            sum(received.paid) AS paid,
            sum(received.paid_at_close) AS paid_at_close,
            sum(received.fx_gain) AS fx_gain
        FROM received
        GROUP BY period_id, order_no
    ),
    due AS (SELECT order_no, max(due_date) AS due_on FROM invoice GROUP BY order_no)
SELECT
    concerned.period_id AS period_id,
    concerned.period_start AS period_start,
    concerned.order_no AS order_no,
    booked.booked_at AS confirmed_at,
    booked.business_date AS booked_on,
    if(held.order_no = '', toString(booked.dq_status), 'under_review') AS dq_status,
    held.rules AS held_by,
    if(due.order_no = '', NULL, due.due_on) AS due_on,
    coalesce(added.paid, 0) AS paid,
    coalesce(added.paid_at_close, 0) AS paid_at_close,
    coalesce(added.fx_gain, 0) AS fx_gain
FROM concerned
INNER JOIN booked ON booked.order_no = concerned.order_no
LEFT JOIN added ON added.period_id = concerned.period_id AND added.order_no = concerned.order_no
LEFT JOIN due ON due.order_no = concerned.order_no
LEFT JOIN held ON held.order_no = concerned.order_no
