-- One rate from the first dollar on.
SELECT
    plan_id,
    1 AS version,
    'tier' AS kind,
    1 AS step_no,
    '0' AS threshold,
    rate AS value,
    plan_id AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (
    SELECT DISTINCT
        toString(seller.commission_pct) AS rate,
        concat('territory ', toString(history.territory_id), ' at ', rate) AS plan_id
    FROM sales_territory_history AS history
    INNER JOIN sales_person AS seller ON seller.sales_person_id = history.sales_person_id
    WHERE NOT history._deleted AND NOT seller._deleted
)
