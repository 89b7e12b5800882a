SELECT
    refund_no,
    order_no,
    line_no,
    qty AS quantity,
    net_amount,
    refunded_at,
    toDate(refunded_at, {timezone:String}) AS business_date,
    CAST(NULL, 'Nullable(DateTime64(3))') AS known_at,
    _key AS source_id,
    updated_at AS source_updated_at
FROM refund
WHERE NOT _deleted
