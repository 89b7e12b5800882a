SELECT
    order_no,
    customer_id,
    currency,
    'confirmed' AS status,
    'direct' AS channel,
    CAST(NULL, 'Nullable(String)') AS promotion,
    employee_id AS owner_id,
    booked_at,
    toDate(booked_at, {timezone:String}) AS business_date,
    CAST(NULL, 'Nullable(DateTime64(3))') AS cancelled_at,
    CAST(NULL, 'Nullable(Date)') AS cancelled_on,
    CAST(NULL, 'Nullable(Date)') AS due_date,
    CAST(NULL, 'Nullable(Date)') AS delivered_on,
    CAST(NULL, 'Nullable(Date32)') AS service_from,
    CAST(NULL, 'Nullable(Date32)') AS service_to,
    'ok' AS dq_status,
    CAST(NULL, 'Nullable(DateTime64(3))') AS known_at,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM sales_order
WHERE NOT _deleted
