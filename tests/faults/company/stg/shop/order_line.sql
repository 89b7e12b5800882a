SELECT
    line.order_no AS order_no,
    line.line_no AS line_no,
    line.product_id AS product_id,
    line.quantity AS quantity,
    line.net_amount AS net_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS discount_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS tax_amount,
    toDate(header.booked_at, {timezone:String}) AS business_date,
    replaceAll(line._key, char(31), '/') AS source_id,
    line._updated_at AS source_updated_at
FROM sales_order_line AS line
INNER JOIN sales_order AS header ON header.order_no = line.order_no
WHERE NOT line._deleted AND NOT header._deleted
