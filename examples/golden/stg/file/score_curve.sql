-- Steps and points become one row each; a linear curve is one row without a point.
WITH read AS (
    SELECT
        *,
        multiIf(
            type = 'step', arrayMap(s -> (JSONExtractString(s, 'min'), JSONExtractString(s, 'score')), JSONExtractArrayRaw(coalesce(steps, '[]'))),
            type = 'points', arrayMap(p -> (JSONExtractString(p, 1), JSONExtractString(p, 2)), JSONExtractArrayRaw(coalesce(points, '[]'))),
            [('', '')]
        ) AS pairs
    FROM curve
    WHERE NOT _deleted
)
SELECT
    '' AS plan_id,
    0 AS plan_version,
    kpi,
    type,
    if(type = 'linear', 0, point_no) AS point_no,
    floor,
    cap,
    toDecimal128OrNull(nullIf(pair.1, ''), 12) AS value,
    toDecimal128OrNull(nullIf(pair.2, ''), 12) AS score,
    concat(_key, '/', toString(point_no)) AS source_id,
    _updated_at AS source_updated_at
FROM read
ARRAY JOIN pairs AS pair, arrayEnumerate(pairs) AS point_no
