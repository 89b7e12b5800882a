-- The salesperson has the whole order; online orders have none.
SELECT
    sales_order_number AS order_no,
    toString(sales_person_id) AS employee_id,
    'revenue' AS kind,
    CAST(1, 'Nullable(Decimal(9, 6))') AS share,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM sales_order_header
WHERE NOT _deleted AND isNotNull(sales_person_id)
