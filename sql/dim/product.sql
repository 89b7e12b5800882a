-- Grain: product in its present state. Key: product_id.
SELECT
    cityHash64(product_id) AS product_key,
    product_id,
    name,
    coalesce(category, '') AS category,
    coalesce(category_group, '') AS category_group,
    brand,
    unit,
    list_price,
    standard_cost,
    is_active
FROM product
