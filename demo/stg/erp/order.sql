-- Booked when confirmed; drafts are not orders yet. A confirmation long after the row was written is no date.
SELECT
    order_no,
    customer_id,
    currency,
    status,
    channel,
    promotion,
    CAST(NULL, 'Nullable(String)') AS owner_id,
    confirmed_at AS booked_at,
    toDate(confirmed_at, {timezone:String}) AS business_date,
    cancelled_at,
    toDate(cancelled_at, {timezone:String}) AS cancelled_on,
    due_date,
    toDate(delivered_at, {timezone:String}) AS delivered_on,
    CAST(NULL, 'Nullable(Date32)') AS service_from,
    CAST(NULL, 'Nullable(Date32)') AS service_to,
    'ok' AS dq_status,
    CAST(NULL, 'Nullable(DateTime64(3))') AS known_at,
    _key AS source_id,
    updated_at AS source_updated_at,
    if(confirmed_at > updated_at + INTERVAL 1 DAY, ['confirmed_at is later than the row'], []) AS problems
FROM sales_order
WHERE NOT _deleted AND coalesce(status, '') != 'draft'
