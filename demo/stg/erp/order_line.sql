-- The unit price is text in the ERP. Lines of drafts and of orders that wait in quarantine wait with them.
WITH priced AS (
    SELECT
        *,
        if(match(unit_price, '^-?[0-9]+(\\.[0-9]+)?$'), toDecimal64OrNull(unit_price, 4), NULL) AS price
    FROM sales_order_line
)
SELECT
    line.order_no AS order_no,
    line.line_no AS line_no,
    line.product_id AS product_id,
    line.qty AS quantity,
    CAST(toDecimal256(line.qty, 4) * line.price - coalesce(line.discount, 0), 'Nullable(Decimal(18, 4))') AS net_amount,
    line.discount AS discount_amount,
    line.tax_amount AS tax_amount,
    toDate(booked.confirmed_at, {timezone:String}) AS business_date,
    replaceAll(line._key, char(31), '/') AS source_id,
    line.updated_at AS source_updated_at,
    arrayConcat(
        if(isNull(line.price), ['unit_price is no number'], []),
        if(line.qty < 0, ['qty is negative'], [])
    ) AS problems
FROM priced AS line
INNER JOIN sales_order AS booked ON booked.order_no = line.order_no
WHERE NOT line._deleted
    AND NOT booked._deleted
    AND booked.status != 'draft'
    AND isNotNull(booked.customer_id)
    AND booked.confirmed_at <= booked.updated_at + INTERVAL 1 DAY
