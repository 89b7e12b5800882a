-- The document knows orders as a whole: one line each, without tax.
WITH followed AS (SELECT * FROM `order` WHERE NOT _deleted ORDER BY source_rank LIMIT 1 BY order_no)
SELECT
    order_no,
    1 AS line_no,
    '' AS product_id,
    1 AS quantity,
    amount AS net_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS discount_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS tax_amount,
    toDate(confirmed_at, {timezone:String}) AS business_date,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM followed
