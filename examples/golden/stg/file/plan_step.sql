-- Tiers by their share of the target, bands by their score, in the order of the plan.
WITH step AS (
    SELECT *, 'tier' AS kind, JSONExtractArrayRaw(coalesce(tiers, '[]')) AS each, 'from' AS threshold_key, 'rate' AS value_key
    FROM plan
    WHERE NOT _deleted
    UNION ALL
    SELECT *, 'coefficient', JSONExtractArrayRaw(coalesce(coefficient_bands, '[]')), 'min_score', 'coef'
    FROM plan
    WHERE NOT _deleted
)
SELECT
    plan_id,
    version,
    kind,
    step_no,
    JSONExtractString(one, threshold_key) AS threshold,
    JSONExtractString(one, value_key) AS value,
    concat(replaceAll(_key, char(31), '/'), '/', kind, '/', toString(step_no)) AS source_id,
    _updated_at AS source_updated_at
FROM step
ARRAY JOIN each AS one, arrayEnumerate(each) AS step_no
