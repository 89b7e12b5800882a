-- One plan for each rate that anybody has.
SELECT
    concat('rate ', rate) AS plan_id,
    1 AS version,
    CAST(NULL, 'Nullable(String)') AS org_id,
    [concat('rate ', rate)] AS roles,
    CAST(NULL, 'Nullable(String)') AS payout,
    CAST(NULL, 'Nullable(Int32)') AS csat_min_answers,
    CAST(NULL, 'Nullable(Date32)') AS valid_from,
    CAST(NULL, 'Nullable(Date32)') AS valid_to,
    'net_sales' AS base,
    'marginal' AS tier_mode,
    CAST(NULL, 'Nullable(String)') AS min_attainment,
    CAST(NULL, 'Nullable(Decimal(18, 4))') AS cap,
    CAST(NULL, 'Nullable(String)') AS release,
    CAST(NULL, 'Nullable(String)') AS bonus_min_attainment,
    CAST(NULL, 'Nullable(String)') AS bonus_rate,
    CAST(NULL, 'Nullable(String)') AS bonus_allocation,
    CAST(NULL, 'Nullable(String)') AS manager_id,
    CAST(NULL, 'Nullable(String)') AS override_rate,
    rate AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (
    SELECT DISTINCT toString(commission_pct) AS rate
    FROM sales_person
    WHERE NOT _deleted
)
