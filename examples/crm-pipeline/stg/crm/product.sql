-- A product is known by its name without spaces, as the pipeline writes GTXPro and the price list GTX Pro.
SELECT
    replaceAll(product, ' ', '') AS product_id,
    product AS name,
    series AS category,
    CAST(NULL, 'Nullable(String)') AS category_group,
    CAST(NULL, 'Nullable(String)') AS brand,
    CAST(NULL, 'Nullable(String)') AS unit,
    sales_price AS list_price,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS standard_cost,
    true AS is_active,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM product
WHERE NOT _deleted
