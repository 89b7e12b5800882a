-- Guarantees of a plan, in the order of the file.
SELECT
    code AS plan_id,
    version,
    one.employee_id AS employee_id,
    draw_no,
    toDecimal128OrNull(one.monthly, 12) AS monthly,
    one.months AS months,
    one.recoverable AS recoverable,
    concat(replaceAll(_key, char(31), '/'), '/', toString(draw_no)) AS source_id,
    _updated_at AS source_updated_at
FROM plan
ARRAY JOIN
    JSONExtract(
        coalesce(draws, '[]'),
        'Array(Tuple(employee_id String, monthly String, months Int32, recoverable Bool))'
    ) AS one,
    arrayEnumerate(JSONExtractArrayRaw(coalesce(draws, '[]'))) AS draw_no
WHERE NOT _deleted
