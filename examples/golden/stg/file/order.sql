-- The same number from two systems is one order: the whole row of the one that comes first in source_precedence.
WITH followed AS (SELECT * FROM `order` WHERE NOT _deleted ORDER BY source_rank LIMIT 1 BY order_no)
SELECT
    order_no,
    customer_id,
    currency,
    if(isNull(cancelled_at), 'confirmed', 'cancelled') AS status,
    CAST(NULL, 'Nullable(String)') AS channel,
    CAST(NULL, 'Nullable(String)') AS promotion,
    CAST(NULL, 'Nullable(String)') AS owner_id,
    confirmed_at AS booked_at,
    toDate(confirmed_at, {timezone:String}) AS business_date,
    cancelled_at,
    toDate(cancelled_at, {timezone:String}) AS cancelled_on,
    CAST(NULL, 'Nullable(Date)') AS due_date,
    CAST(NULL, 'Nullable(Date)') AS delivered_on,
    toDate32OrNull(JSONExtractString(coalesce(service, '{}'), 'start')) AS service_from,
    toDate32OrNull(JSONExtractString(coalesce(service, '{}'), 'end')) + 1 AS service_to,
    dq_status,
    known_at,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM followed
