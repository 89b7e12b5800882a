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
    ordered AS (
        SELECT
            invoice.invoice_no AS invoice_no,
            invoice.order_no AS order_no,
            invoice.issued_on AS issued_on,
            invoice.due_date AS due_date,
            invoice.currency AS currency,
            invoice.amount AS amount,
            booked.customer_id AS customer_id,
            toDate32(if(booked.order_no = '', invoice.issued_on, booked.business_date)) AS rate_day
        FROM invoice
        LEFT JOIN booked ON booked.order_no = invoice.order_no
    ),
    billed AS (
        SELECT
            ordered.invoice_no AS invoice_no,
            ordered.order_no AS order_no,
            ordered.issued_on AS issued_on,
            ordered.due_date AS due_date,
            ordered.amount AS amount,
            ordered.customer_id AS customer_id,
            if(in_force.valid_to > ordered.rate_day, in_force.rate, NULL) AS rate_in_force
        FROM ordered
        ASOF LEFT JOIN rate AS in_force
            ON in_force.currency = ordered.currency AND in_force.valid_from <= ordered.rate_day
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
        SELECT first_of.invoice_no AS invoice_no, reversal.day AS day, reversal.amount AS amount
        FROM reversal
        INNER JOIN (SELECT order_no, min(invoice_no) AS invoice_no FROM invoice GROUP BY order_no) AS first_of
            ON first_of.order_no = reversal.order_no
    ),
    movement AS (
        SELECT invoice_no, day, toDecimal256(amount, 4) AS credit, toDecimal256(0, 4) AS paid FROM credited
        UNION ALL
        SELECT invoice_no, business_date, toDecimal256(0, 4), toDecimal256(amount_tc, 4) FROM payment WHERE invoice_no != ''
    ),
    moved AS (
        SELECT
            invoice_no,
            sum(credit) AS all_credit,
            sum(paid) AS all_paid,
            max(day) AS last_day,
            groupArray((day, credit)) AS credits,
            groupArray((day, paid)) AS payments
        FROM movement
        GROUP BY invoice_no
    ),
    monthly AS (
        -- The tax of partial refunds is rounded, so up to five hundredths may stay without being owed.
        SELECT
            billed.invoice_no AS invoice_no,
            billed.order_no AS order_no,
            billed.issued_on AS issued_on,
            billed.due_date AS due_date,
            billed.amount AS amount,
            billed.customer_id AS customer_id,
            billed.rate_in_force AS rate_in_force,
            moved.credits AS credits,
            moved.payments AS payments,
            if(billed.amount - moved.all_credit - moved.all_paid > 0.05, newest.day, greatest(moved.last_day, billed.issued_on))
                AS settled_on,
            least(newest.day, greatest(billed.due_date, settled_on)) AS last_day,
            arrayJoin(arrayMap(
                n -> addMonths(toStartOfMonth(billed.issued_on), n),
                range(toUInt32(1 + greatest(0, dateDiff('month', billed.issued_on, last_day))))
            )) AS month,
            least(toLastDayOfMonth(month), newest.day) AS as_of
        FROM billed
        CROSS JOIN newest
        LEFT JOIN moved ON moved.invoice_no = billed.invoice_no
    ),
    reckoned AS (
        SELECT
            *,
            arraySum(m -> if(m.1 <= as_of, m.2, toDecimal256(0, 4)), credits) AS credit,
            arraySum(m -> if(m.1 <= as_of, m.2, toDecimal256(0, 4)), payments) AS paid,
            greatest(toDecimal256(amount, 4) - credit, toDecimal256(0, 4)) AS due_tc,
            least(paid, due_tc) AS paid_tc,
            due_tc - paid_tc AS open_tc
        FROM monthly
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
