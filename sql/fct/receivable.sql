-- Grain: invoice × month end, from the month of issue until it is paid and its due month is over. Key: month, invoice_no.
-- Amounts are with tax at the booking's rate. What is refunded or cancelled lowers what is due, with its share of the tax.
WITH
    newest AS (
        SELECT max(day) AS day
        FROM (
            SELECT issued_on AS day FROM invoice
            UNION ALL SELECT business_date AS day FROM payment
            UNION ALL SELECT business_date AS day FROM event
        )
    ),
    billed AS (
        SELECT
            invoice.invoice_no AS invoice_no,
            invoice.order_no AS order_no,
            invoice.issued_on AS issued_on,
            invoice.due_date AS due_date,
            invoice.amount AS amount,
            ordered.customer_id AS customer_id,
            if(in_force.currency = '', NULL, in_force.rate) AS rate_in_force
        FROM invoice
        LEFT JOIN booked AS ordered ON ordered.order_no = invoice.order_no
        LEFT JOIN rate AS in_force ON in_force.currency = invoice.currency
            AND in_force.valid_from <= if(ordered.order_no = '', invoice.issued_on, ordered.business_date)
            AND in_force.valid_to > if(ordered.order_no = '', invoice.issued_on, ordered.business_date)
    ),
    reversal AS (
        SELECT
            undone.order_no AS order_no,
            undone.business_date AS day,
            -undone.net_tc + round(coalesce(
                toDecimal256(coalesce(taxed.tax_amount, toDecimal64(0, 4)), 8) * -undone.net_tc / nullIf(taxed.net_amount, 0),
                toDecimal256(0, 12)
            ), 2) AS amount
        FROM event AS undone
        LEFT JOIN line AS taxed ON taxed.order_no = undone.order_no AND taxed.line_no = undone.line_no
        WHERE undone.event_type != 'booking'
    ),
    credited AS (
        -- An order with several invoices is credited to the first one.
        SELECT min(billed.invoice_no) AS invoice_no, reversal.day AS day, any(reversal.amount) AS amount
        FROM reversal
        INNER JOIN billed ON billed.order_no = reversal.order_no
        GROUP BY reversal.order_no, reversal.day, reversal.amount
    ),
    movement AS (
        SELECT invoice_no, day, toDecimal256(amount, 4) AS credit, toDecimal256(0, 4) AS paid FROM credited
        UNION ALL
        SELECT invoice_no, business_date, toDecimal256(0, 4), toDecimal256(amount_tc, 4) FROM payment WHERE invoice_no != ''
    ),
    total AS (
        SELECT invoice_no, sum(credit) AS credit, sum(paid) AS paid, max(day) AS last_day
        FROM movement
        GROUP BY invoice_no
    ),
    standing AS (
        SELECT
            billed.invoice_no AS invoice_no,
            billed.order_no AS order_no,
            billed.customer_id AS customer_id,
            billed.issued_on AS issued_on,
            billed.due_date AS due_date,
            billed.amount AS amount,
            billed.rate_in_force AS rate_in_force,
            arrayJoin(arrayMap(
                n -> addMonths(toStartOfMonth(billed.issued_on), n),
                range(toUInt32(1 + greatest(0, dateDiff('month', billed.issued_on, least(newest.day, greatest(
                    billed.due_date,
                    if(billed.amount - total.credit - total.paid > 0.05, newest.day, greatest(total.last_day, billed.issued_on))
                ))))))
            )) AS month,
            least(toLastDayOfMonth(month), newest.day) AS as_of
        FROM billed
        CROSS JOIN newest
        LEFT JOIN total ON total.invoice_no = billed.invoice_no
    ),
    moved AS (
        SELECT
            standing.invoice_no AS invoice_no,
            standing.month AS month,
            sumIf(movement.credit, movement.day <= standing.as_of) AS credit,
            sumIf(movement.paid, movement.day <= standing.as_of) AS paid
        FROM standing
        INNER JOIN movement ON movement.invoice_no = standing.invoice_no
        GROUP BY standing.invoice_no, standing.month
    ),
    reckoned AS (
        SELECT
            standing.invoice_no AS invoice_no,
            standing.order_no AS order_no,
            standing.customer_id AS customer_id,
            standing.issued_on AS issued_on,
            standing.due_date AS due_date,
            standing.rate_in_force AS rate_in_force,
            standing.month AS month,
            standing.as_of AS as_of,
            greatest(toDecimal256(standing.amount, 4) - moved.credit, toDecimal256(0, 4)) AS due_tc,
            least(moved.paid, due_tc) AS paid_tc,
            due_tc - paid_tc AS open_tc
        FROM standing
        LEFT JOIN moved ON moved.invoice_no = standing.invoice_no AND moved.month = standing.month
    )
SELECT
    month,
    as_of,
    invoice_no,
    order_no,
    customer_id,
    issued_on,
    due_date,
    toStartOfMonth(due_date) = month AS is_due_in_month,
    toDecimal128(due_tc, 4) * rate_in_force AS due_base,
    toDecimal128(paid_tc, 4) * rate_in_force AS paid_base,
    toDecimal128(open_tc, 4) * rate_in_force AS open_base,
    if(open_tc > 0.05, greatest(0, dateDiff('day', due_date, as_of)), 0) AS overdue_days,
    multiIf(
        open_tc <= 0.05, 'paid',
        overdue_days = 0, 'not_due',
        overdue_days <= 30, '1-30',
        overdue_days <= 60, '31-60',
        overdue_days <= 90, '61-90',
        '91+'
    ) AS ageing
FROM reckoned
