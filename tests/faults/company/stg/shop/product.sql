SELECT
    product_id,
    name,
    category,
    CAST(NULL, 'Nullable(String)') AS category_group,
    CAST(NULL, 'Nullable(String)') AS brand,
    'piece' AS unit,
    list_price,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS standard_cost,
    true AS is_active,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM product
WHERE NOT _deleted
