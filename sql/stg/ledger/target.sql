-- What is approved and in force, of people; targets of teams and of the company are there to be divided. Parts of a person's target by
-- product and region stand side by side and add up.
SELECT
    owner AS employee_id,
    kpi,
    period_start,
    period_end,
    max(version) OVER (PARTITION BY owner, kpi, period_start) AS version,
    row_number() OVER (PARTITION BY owner, kpi, period_start ORDER BY product, region, period_end) AS part,
    value,
    proration,
    ramp,
    approved_at,
    replaceAll(_key, char(31), '/') AS source_id,
    _updated_at AS source_updated_at
FROM target
WHERE NOT _deleted AND owner_kind = 'employee'
