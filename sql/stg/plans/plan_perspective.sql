-- KPIs by perspective, where a plan weighs perspectives.
SELECT
    code AS plan_id,
    version,
    one.kpi AS kpi,
    one.perspective AS perspective,
    concat(replaceAll(_key, char(31), '/'), '/', one.kpi) AS source_id,
    _updated_at AS source_updated_at
FROM plan
ARRAY JOIN JSONExtract(
    coalesce(perspectives, '[]'),
    'Array(Tuple(kpi String, perspective String))'
) AS one
WHERE NOT _deleted
