SELECT
    employee_id,
    kpi,
    month AS period_start,
    addMonths(month, 1) AS period_end,
    version,
    1 AS part,
    amount AS value,
    'none' AS proration,
    1 AS ramp,
    approved_at,
    replaceAll(_key, char(31), '/') AS source_id,
    updated_at AS source_updated_at
FROM sales_target
WHERE NOT _deleted
