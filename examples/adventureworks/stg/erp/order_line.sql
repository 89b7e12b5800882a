-- line_total is after discount and without tax; the lines of an order add up to its sub_total exactly.
SELECT
    header.sales_order_number AS order_no,
    line.line_number AS line_no,
    toString(line.product_id) AS product_id,
    line.order_qty AS quantity,
    line.line_total AS net_amount,
    CAST(toDecimal256(line.unit_price, 6) * line.order_qty - line.line_total, 'Nullable(Decimal(18, 4))') AS discount_amount,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS tax_amount,
    header.order_date AS business_date,
    replaceAll(line._key, char(31), '/') AS source_id,
    line._updated_at AS source_updated_at
FROM sales_order_detail AS line
INNER JOIN sales_order_header AS header ON header.sales_order_id = line.sales_order_id
WHERE NOT line._deleted AND NOT header._deleted AND header.status != 4
