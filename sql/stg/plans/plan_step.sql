-- Tiers and coefficient bands, numbers as the file writes them.
SELECT
    code AS plan_id,
    version,
    one.kind AS kind,
    one.step_no AS step_no,
    one.threshold AS threshold,
    one.value AS value,
    concat(replaceAll(_key, char(31), '/'), '/', one.kind, '/', toString(one.step_no)) AS source_id,
    _updated_at AS source_updated_at
FROM plan
ARRAY JOIN JSONExtract(
    coalesce(steps, '[]'),
    'Array(Tuple(kind String, step_no Int32, threshold String, value String))'
) AS one
WHERE NOT _deleted
