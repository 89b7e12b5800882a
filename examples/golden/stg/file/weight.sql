-- A set holds the weights of all KPIs as one group.
SELECT
    '' AS plan_id,
    role,
    version,
    pair.1 AS kpi,
    valid_from,
    coalesce(valid_to + 1, toDate32('2299-12-31')) AS valid_to,
    toDecimal128OrNull(pair.2, 12) AS weight,
    concat(replaceAll(_key, char(31), '/'), '/', kpi) AS source_id,
    _updated_at AS source_updated_at
FROM weight_set
ARRAY JOIN JSONExtractKeysAndValues(coalesce(weights, '{}'), 'String') AS pair
WHERE NOT _deleted
