-- What is won is an order of the day it was closed on.
SELECT
    opportunity_id AS order_no,
    account AS customer_id,
    'USD' AS currency,
    'completed' AS status,
    'direct' AS channel,
    CAST(NULL, 'Nullable(String)') AS promotion,
    sales_agent AS owner_id,
    toDateTime64(business_date, 3, {timezone:String}) + INTERVAL 12 HOUR AS booked_at,
    toDate(parseDateTimeBestEffortUSOrNull(close_date, 'UTC'), 'UTC') AS business_date,
    CAST(NULL, 'Nullable(DateTime64(3))') AS cancelled_at,
    CAST(NULL, 'Nullable(Date)') AS cancelled_on,
    CAST(NULL, 'Nullable(Date32)') AS due_date,
    CAST(NULL, 'Nullable(Date32)') AS delivered_on,
    CAST(NULL, 'Nullable(Date32)') AS service_from,
    CAST(NULL, 'Nullable(Date32)') AS service_to,
    'ok' AS dq_status,
    CAST(NULL, 'Nullable(DateTime64(3))') AS known_at,
    _key AS source_id,
    _updated_at AS source_updated_at,
    concat(_file, ' line ', toString(_line)) AS record_place
FROM sales_pipeline
WHERE NOT _deleted AND deal_stage = 'Won'
