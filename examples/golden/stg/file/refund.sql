-- Credit notes and cash refunds lower the order alike; the cash itself is a negative payment.
WITH followed AS (SELECT * FROM `order` WHERE NOT _deleted ORDER BY source_rank LIMIT 1 BY order_no)
SELECT
    concat(order_no, '/R', toString(no)) AS refund_no,
    order_no,
    CAST(NULL, 'Nullable(Int32)') AS line_no,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS quantity,
    toDecimal128OrNull(JSONExtractString(one, 'amount'), 12) AS net_amount,
    parseDateTime64BestEffortOrNull(JSONExtractString(one, 'at'), 3, 'UTC') AS refunded_at,
    toDate(refunded_at, {timezone:String}) AS business_date,
    parseDateTime64BestEffortOrNull(JSONExtractString(one, 'known_at'), 3, 'UTC') AS known_at,
    refund_no AS source_id,
    _updated_at AS source_updated_at
FROM followed
ARRAY JOIN JSONExtractArrayRaw(coalesce(refunds, '[]')) AS one, arrayEnumerate(JSONExtractArrayRaw(coalesce(refunds, '[]'))) AS no
