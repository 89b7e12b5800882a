-- currency_code is what the customer paid in; every amount of this database is in USD already. There are dates, no
-- instants: an order is booked at noon. Status 4 is rejected and never was an order, 6 is cancelled, on no known day.
SELECT
    sales_order_number AS order_no,
    toString(customer_id) AS customer_id,
    'USD' AS currency,
    multiIf(header.status = 6, 'cancelled', header.status = 5, 'completed', 'confirmed') AS status,
    if(online_order_flag, 'online', 'reseller') AS channel,
    CAST(NULL, 'Nullable(String)') AS promotion,
    toString(sales_person_id) AS owner_id,
    toDateTime64(order_date, 3, {timezone:String}) + INTERVAL 12 HOUR AS booked_at,
    order_date AS business_date,
    CAST(NULL, 'Nullable(DateTime64(3))') AS cancelled_at,
    CAST(NULL, 'Nullable(Date)') AS cancelled_on,
    due_date,
    ship_date AS delivered_on,
    CAST(NULL, 'Nullable(Date32)') AS service_from,
    CAST(NULL, 'Nullable(Date32)') AS service_to,
    'ok' AS dq_status,
    CAST(NULL, 'Nullable(DateTime64(3))') AS known_at,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM sales_order_header AS header
WHERE NOT _deleted AND header.status != 4
