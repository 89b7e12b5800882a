WITH given AS (
    SELECT *, JSONExtractArrayRaw(coalesce(draws, '[]')) AS each
    FROM plan
    WHERE NOT _deleted
)
SELECT
    plan_id,
    version,
    JSONExtractString(one, 'emp_id') AS employee_id,
    draw_no,
    toDecimal128OrNull(JSONExtractString(one, 'monthly'), 12) AS monthly,
    toInt32OrNull(JSONExtractString(one, 'months')) AS months,
    JSONExtractBool(one, 'recoverable') AS recoverable,
    concat(replaceAll(_key, char(31), '/'), '/', toString(draw_no)) AS source_id,
    _updated_at AS source_updated_at
FROM given
ARRAY JOIN each AS one, arrayEnumerate(each) AS draw_no
