-- Weights that hold for the people of one plan.
SELECT
    code AS plan_id,
    one.role AS role,
    one.version AS version,
    one.kpi AS kpi,
    CAST(one.valid_from, 'Date32') AS valid_from,
    CAST(one.valid_to, 'Date32') AS valid_to,
    toDecimal128OrNull(one.weight, 12) AS weight,
    concat(replaceAll(_key, char(31), '/'), '/', one.role, '/', toString(one.version), '/', one.kpi) AS source_id,
    _updated_at AS source_updated_at
FROM plan
ARRAY JOIN JSONExtract(
    coalesce(weights, '[]'),
    'Array(Tuple(role String, version Int32, kpi String, valid_from String, valid_to String, weight String))'
) AS one
WHERE NOT _deleted
