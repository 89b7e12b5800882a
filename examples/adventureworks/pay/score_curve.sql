SELECT
    '' AS plan_id,
    0 AS plan_version,
    'sales' AS kpi,
    'linear' AS type,
    0 AS point_no,
    CAST(NULL, 'Nullable(Decimal(38, 12))') AS floor,
    CAST(NULL, 'Nullable(Decimal(38, 12))') AS cap,
    CAST(NULL, 'Nullable(Decimal(38, 12))') AS value,
    CAST(NULL, 'Nullable(Decimal(38, 12))') AS score,
    'sales' AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (SELECT DISTINCT 1 FROM sales_person WHERE NOT _deleted)
