-- Payments stand with their order: each pays its invoice. Without a currency it is the order's.
WITH followed AS (SELECT * FROM `order` WHERE NOT _deleted ORDER BY source_rank LIMIT 1 BY order_no)
SELECT
    concat(order_no, '/P', toString(no)) AS receipt_no,
    concat(order_no, '/I') AS invoice_no,
    customer_id,
    parseDateTime64BestEffortOrNull(JSONExtractString(one, 'at'), 3, 'UTC') AS received_at,
    toDate(received_at, {timezone:String}) AS business_date,
    coalesce(nullIf(JSONExtractString(one, 'currency'), ''), currency) AS currency,
    toDecimal128OrNull(JSONExtractString(one, 'amount'), 12) AS amount,
    parseDateTime64BestEffortOrNull(JSONExtractString(one, 'known_at'), 3, 'UTC') AS known_at,
    receipt_no AS source_id,
    _updated_at AS source_updated_at
FROM followed
ARRAY JOIN JSONExtractArrayRaw(coalesce(payments, '[]')) AS one, arrayEnumerate(JSONExtractArrayRaw(coalesce(payments, '[]'))) AS no
