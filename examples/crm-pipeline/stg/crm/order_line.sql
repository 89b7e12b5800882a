SELECT
    opportunity_id AS order_no,
    1 AS line_no,
    replaceAll(product, ' ', '') AS product_id,
    1 AS quantity,
    close_value AS net_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS discount_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS tax_amount,
    toDate(parseDateTimeBestEffortUSOrNull(close_date, 'UTC'), 'UTC') AS business_date,
    _key AS source_id,
    _updated_at AS source_updated_at,
    _problems AS problems,
    concat(_file, ' line ', toString(_line)) AS record_place
FROM sales_pipeline
WHERE NOT _deleted AND deal_stage = 'Won'
