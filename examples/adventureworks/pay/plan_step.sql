-- One rate from the first dollar on.
SELECT
    concat('rate ', rate) AS plan_id,
    1 AS version,
    'tier' AS kind,
    1 AS step_no,
    '0' AS threshold,
    rate AS value,
    rate AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (
    SELECT DISTINCT toString(commission_pct) AS rate
    FROM sales_person
    WHERE NOT _deleted
)
