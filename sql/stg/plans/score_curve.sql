-- Curves that hold for the people of one version of a plan.
SELECT
    code AS plan_id,
    version AS plan_version,
    one.kpi AS kpi,
    one.type AS type,
    one.point_no AS point_no,
    toDecimal128OrNull(nullIf(one.floor, ''), 12) AS floor,
    toDecimal128OrNull(nullIf(one.cap, ''), 12) AS cap,
    toDecimal128OrNull(nullIf(one.value, ''), 12) AS value,
    toDecimal128OrNull(nullIf(one.score, ''), 12) AS score,
    concat(replaceAll(_key, char(31), '/'), '/', one.kpi, '/', toString(one.point_no)) AS source_id,
    _updated_at AS source_updated_at
FROM plan
ARRAY JOIN JSONExtract(
    coalesce(curves, '[]'),
    'Array(Tuple(kpi String, type String, point_no Int32, floor String, cap String, value String, score String))'
) AS one
WHERE NOT _deleted
