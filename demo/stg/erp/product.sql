SELECT
    product.product_id AS product_id,
    product.name AS name,
    category.name AS category,
    coalesce(parent.name, category.name) AS category_group,
    product.brand AS brand,
    product.unit AS unit,
    product.list_price AS list_price,
    product.standard_cost AS standard_cost,
    product.is_active AS is_active,
    product._key AS source_id,
    product.updated_at AS source_updated_at
FROM product AS product
LEFT JOIN product_category AS category ON category.category_id = product.category_id
LEFT JOIN product_category AS parent ON parent.category_id = category.parent_id
WHERE NOT product._deleted
