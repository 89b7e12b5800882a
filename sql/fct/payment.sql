-- Grain: part of a receipt that pays one invoice. Key: receipt_no, invoice_no (empty: unapplied cash).
-- Month: that of the receipt. Collection counts the booking's rate; the difference to the receipt's is an exchange gain.
WITH paid AS (
    SELECT
        receipt.receipt_no AS receipt_no,
        receipt.invoice_no AS invoice_no,
        receipt.customer_id AS customer_id,
        receipt.received_at AS received_at,
        receipt.business_date AS business_date,
        toDate(receipt.known_at, {timezone:String}) AS known_on,
        receipt.currency AS currency,
        receipt.amount AS amount,
        billed.order_no AS order_no,
        toDate32(receipt.business_date) AS receipt_rate_date,
        if(ordered.order_no = '', receipt_rate_date, toDate32(ordered.business_date)) AS order_rate_date
    FROM receipt
    LEFT JOIN invoice AS billed ON billed.invoice_no = receipt.invoice_no
    LEFT JOIN booked AS ordered ON ordered.order_no = billed.order_no
)
SELECT
    paid.receipt_no AS receipt_no,
    paid.invoice_no AS invoice_no,
    paid.order_no AS order_no,
    coalesce(paid.customer_id, '') AS customer_id,
    paid.received_at AS received_at,
    paid.business_date AS business_date,
    paid.known_on AS known_on,
    paid.currency AS currency,
    paid.amount AS amount_tc,
    if(at_order.valid_to > paid.order_rate_date, at_order.rate, NULL) AS order_rate,
    if(at_receipt.valid_to > paid.receipt_rate_date, at_receipt.rate, NULL) AS receipt_rate,
    toDecimal128(paid.amount, 4) * order_rate AS amount_at_order_rate_base,
    toDecimal128(paid.amount, 4) * receipt_rate AS amount_at_receipt_rate_base,
    amount_at_receipt_rate_base - amount_at_order_rate_base AS fx_gain_base
FROM paid
ASOF LEFT JOIN rate AS at_order
    ON at_order.currency = paid.currency AND at_order.valid_from <= paid.order_rate_date
ASOF LEFT JOIN rate AS at_receipt
    ON at_receipt.currency = paid.currency AND at_receipt.valid_from <= paid.receipt_rate_date
