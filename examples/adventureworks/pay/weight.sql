-- Whoever is in a plan has a score; here it decides nothing.
SELECT
    '' AS plan_id,
    concat('rate ', rate) AS role,
    1 AS version,
    'sales' AS kpi,
    toDate32('2000-01-01') AS valid_from,
    toDate32('2299-12-31') AS valid_to,
    toDecimal128(1, 12) AS weight,
    rate AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (
    SELECT DISTINCT toString(commission_pct) AS rate
    FROM sales_person
    WHERE NOT _deleted
)
