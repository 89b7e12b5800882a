SELECT
    toString(product.product_id) AS product_id,
    product.name AS name,
    subcategory.name AS category,
    category.name AS category_group,
    'AdventureWorks' AS brand,
    product.size_unit_measure_code AS unit,
    product.list_price AS list_price,
    product.standard_cost AS standard_cost,
    isNull(product.sell_end_date) AS is_active,
    product._key AS source_id,
    product._updated_at AS source_updated_at
FROM product AS product
LEFT JOIN product_subcategory AS subcategory ON subcategory.product_subcategory_id = product.product_subcategory_id
LEFT JOIN product_category AS category ON category.product_category_id = subcategory.product_category_id
WHERE NOT product._deleted
