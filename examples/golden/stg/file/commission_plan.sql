-- The document's plan is for everybody in it, at any time.
SELECT
    plan_id,
    version,
    CAST(NULL, 'Nullable(String)') AS org_id,
    CAST([], 'Array(String)') AS roles,
    CAST(NULL, 'Nullable(String)') AS payout,
    CAST(NULL, 'Nullable(Int32)') AS csat_min_answers,
    CAST(NULL, 'Nullable(Date32)') AS valid_from,
    CAST(NULL, 'Nullable(Date32)') AS valid_to,
    base,
    tier_mode,
    toString(min_attainment) AS min_attainment,
    cap,
    release,
    nullIf(JSONExtractString(coalesce(team_bonus, '{}'), 'min_attainment'), '') AS bonus_min_attainment,
    nullIf(JSONExtractString(coalesce(team_bonus, '{}'), 'rate'), '') AS bonus_rate,
    nullIf(JSONExtractString(coalesce(team_bonus, '{}'), 'allocation'), '') AS bonus_allocation,
    nullIf(JSONExtractString(coalesce(manager, '{}'), 'emp_id'), '') AS manager_id,
    nullIf(JSONExtractString(coalesce(manager, '{}'), 'override_rate'), '') AS override_rate,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM plan
WHERE NOT _deleted
