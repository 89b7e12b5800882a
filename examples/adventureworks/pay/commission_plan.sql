-- One plan for each territory and each rate that somebody has who ever worked there. A plan is for a unit, a rate here is for a person: of the
-- people of the territory the plan is only for those whose rate it is.
SELECT
    plan_id,
    1 AS version,
    toString(territory_id) AS org_id,
    CAST([], 'Array(String)') AS roles,
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
    plan_id AS source_id,
    CAST(NULL, 'Nullable(DateTime64(6))') AS source_updated_at
FROM (
    SELECT DISTINCT
        history.territory_id AS territory_id,
        concat('territory ', toString(history.territory_id), ' at ', toString(seller.commission_pct)) AS plan_id
    FROM sales_territory_history AS history
    INNER JOIN sales_person AS seller ON seller.sales_person_id = history.sales_person_id
    WHERE NOT history._deleted AND NOT seller._deleted
)
