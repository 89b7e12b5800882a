-- One row per invoice a receipt pays, and one without an invoice for what pays none. The receipt's amount is text in
-- the ERP; a receipt without a readable one is out with all its allocations.
WITH
    received AS (
        SELECT
            *,
            if(match(amount, '^-?[0-9]+(\\.[0-9]+)?$'), toDecimal64OrNull(amount, 4), NULL) AS total
        FROM receipt
        WHERE NOT _deleted
    ),
    allocated AS (
        SELECT receipt_no, sum(amount) AS total
        FROM receipt_allocation
        WHERE NOT _deleted
        GROUP BY receipt_no
    ),
    part AS (
        SELECT share.receipt_no AS receipt_no, share.invoice_no AS invoice_no, share.amount AS amount
        FROM receipt_allocation AS share
        INNER JOIN received ON received.receipt_no = share.receipt_no
        WHERE NOT share._deleted AND isNotNull(received.total)
        UNION ALL
        SELECT received.receipt_no, '', received.total - coalesce(allocated.total, 0) AS rest
        FROM received
        LEFT JOIN allocated ON allocated.receipt_no = received.receipt_no
        WHERE isNull(received.total) OR rest > 0
    )
SELECT
    received.receipt_no AS receipt_no,
    part.invoice_no AS invoice_no,
    received.customer_id AS customer_id,
    received.received_at AS received_at,
    toDate(received.received_at, {timezone:String}) AS business_date,
    received.currency AS currency,
    part.amount AS amount,
    CAST(NULL, 'Nullable(DateTime64(3))') AS known_at,
    received._key AS source_id,
    received.updated_at AS source_updated_at,
    if(isNull(received.total), ['amount is no number'], []) AS problems
FROM part
INNER JOIN received ON received.receipt_no = part.receipt_no
