SELECT
    order_no,
    employee_id,
    'revenue' AS kind,
    CAST(1, 'Nullable(Decimal(9, 6))') AS share,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM sales_order
WHERE NOT _deleted
