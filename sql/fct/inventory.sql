-- Grain: product × warehouse × day. Key: product_id, warehouse, business_date.
-- What was sold is told once a product and day, with its first warehouse, so that warehouses add up.
WITH sold AS (
    SELECT stocked.product_id AS product_id, stocked.business_date AS business_date, sum(event.quantity) AS units_28d
    FROM (SELECT DISTINCT product_id, business_date FROM stock) AS stocked
    INNER JOIN event ON event.product_id = stocked.product_id
    WHERE event.dq_status != 'under_review'
        AND event.business_date <= stocked.business_date AND event.business_date > stocked.business_date - 28
    GROUP BY product_id, business_date
)
SELECT
    stock.product_id AS product_id,
    stock.warehouse AS warehouse,
    stock.business_date AS business_date,
    stock.on_hand AS on_hand,
    if(stock.warehouse = min(stock.warehouse) OVER (PARTITION BY stock.product_id, stock.business_date), sold.units_28d, 0)
        AS units_28d
FROM stock
LEFT JOIN sold ON sold.product_id = stock.product_id AND sold.business_date = stock.business_date
