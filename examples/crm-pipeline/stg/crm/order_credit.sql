-- The agent has the whole of it.
SELECT
    opportunity_id AS order_no,
    sales_agent AS employee_id,
    'revenue' AS kind,
    CAST(1, 'Nullable(Decimal(9, 6))') AS share,
    _key AS source_id,
    _updated_at AS source_updated_at
FROM sales_pipeline
WHERE NOT _deleted AND deal_stage = 'Won'
