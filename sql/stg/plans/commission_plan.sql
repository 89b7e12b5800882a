-- One row a plan file.
SELECT
    code AS plan_id,
    version,
    unit AS org_id,
    JSONExtract(coalesce(roles, '[]'), 'Array(String)') AS roles,
    payout,
    csat_min_answers,
    valid_from,
    valid_to,
    base,
    tier_mode,
    min_attainment,
    cap,
    release,
    bonus_min_attainment,
    bonus_rate,
    bonus_allocation,
    manager_id,
    override_rate,
    file AS source_id,
    _updated_at AS source_updated_at
FROM plan
WHERE NOT _deleted
